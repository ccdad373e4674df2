package dev.tracing.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.tracing.viewer.ViewerApi;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Says with DevTools how traces can be looked at where the application exposes endpoints
 * of its own choice and with them hides ours.
 */
class HiddenViewerLine implements ApplicationListener<ApplicationStartedEvent> {

	/** The property source with the defaults of DevTools, ours among them. */
	static final String DEVTOOLS = "devtools";

	private static final Log logger = LogFactory.getLog("dev.tracing");

	private static final String INCLUDE = "management.endpoints.web.exposure.include";

	private final ApplicationContext context;

	HiddenViewerLine(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		if (event.getApplicationContext() == this.context && isHidden()) {
			Environment environment = this.context.getEnvironment();
			String exposed = String.join(",", exposed(environment));
			logger.info("To look at traces in the browser, set " + INCLUDE + "=" + exposed
					+ (exposed.isEmpty() ? "" : ",") + "traces");
		}
	}

	private boolean isHidden() {
		if (this.context.getBeanProvider(ViewerApi.class).getIfAvailable() != null
				|| !(this.context.getEnvironment() instanceof ConfigurableEnvironment environment)) {
			return false;
		}
		PropertySource<?> devtools = environment.getPropertySources().get(DEVTOOLS);
		return devtools != null && devtools.containsProperty(INCLUDE)
				&& (isList(environment)
						|| !String.valueOf(devtools.getProperty(INCLUDE)).equals(environment.getProperty(INCLUDE)))
				&& !isNone(environment.getProperty("management.endpoint.traces.access"));
	}

	private static List<String> exposed(Environment environment) {
		String[] include = environment.getProperty(INCLUDE, String[].class);
		if (include == null || isList(environment)) {
			return IntStream.iterate(0, (i) -> environment.containsProperty(element(i)), (i) -> i + 1)
				.mapToObj((i) -> environment.getRequiredProperty(element(i)))
				.toList();
		}
		return Arrays.asList(include);
	}

	/**
	 * Whether the endpoints are a list in YAML, which has a property for each element.
	 */
	private static boolean isList(Environment environment) {
		return environment.containsProperty(element(0));
	}

	private static String element(int index) {
		return INCLUDE + "[" + index + "]";
	}

	private static boolean isNone(@Nullable String access) {
		return "none".equalsIgnoreCase(access);
	}

}
