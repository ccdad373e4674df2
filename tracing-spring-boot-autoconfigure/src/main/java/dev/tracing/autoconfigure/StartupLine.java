package dev.tracing.autoconfigure;

import java.text.DecimalFormat;
import java.util.ArrayList;
import java.util.List;

import dev.tracing.agent.JavaAgent;
import dev.tracing.context.InheritingContextStorageProvider;
import dev.tracing.context.VirtualThreadInheritance;
import dev.tracing.interceptor.TracedPointcuts;
import dev.tracing.interceptor.TracingReport;
import dev.tracing.store.TraceConsole;
import dev.tracing.store.TraceRecorder;
import dev.tracing.viewer.ViewerApi;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Says, when the application has started, in one line what is traced, what carries the
 * context and where the spans go; and then, one line each, what cannot be traced.
 */
class StartupLine implements ApplicationListener<ApplicationStartedEvent> {

	private static final Log logger = LogFactory.getLog("dev.tracing");

	private static final String OTLP_ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

	private static final String REACTOR = "spring.reactor.context-propagation";

	private static final String PROBABILITY = "management.tracing.sampling.probability";

	private static final String BRAVE = "io.micrometer.tracing.brave.bridge.BraveTracer";

	private final TracingReport report;

	private final TracedPointcuts pointcuts;

	private final ApplicationContext context;

	private final boolean agent = JavaAgent.isPresent();

	/**
	 * With an agent, an OpenTelemetry of the application's that is not the agent's.
	 */
	private boolean own;

	StartupLine(TracingReport report, TracedPointcuts pointcuts, ApplicationContext context) {
		this.report = report;
		this.pointcuts = pointcuts;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.own = this.agent
					&& this.context.getBeanProvider(OpenTelemetry.class).stream().noneMatch(JavaAgent::isOf);
			logger.info("Tracing " + traced() + "; the context goes to " + carried() + "; sampling " + sampling()
					+ "; spans go " + destination() + ".");
			if (!isLazy()) {
				this.pointcuts.reportUnmatched();
			}
			reportBrave();
			reportWhatTheAgentLeavesEmpty();
			this.report.applicationStarted();
		}
	}

	/**
	 * Easily brought along: Spring Boot's starter for Zipkin depends on it.
	 */
	private void reportBrave() {
		if (ClassUtils.isPresent(BRAVE, this.context.getClassLoader())) {
			this.report.problem("micrometer-tracing-bridge-brave",
					"it is on the class path as well, and so Spring Boot may make its spans with Brave, in traces of "
							+ "their own.",
					"Exclude it. For Zipkin, use spring-boot-zipkin and opentelemetry-exporter-zipkin instead of "
							+ "spring-boot-starter-zipkin.");
		}
	}

	/**
	 * The agent's SDK has no processors and exporters but its own.
	 */
	private void reportWhatTheAgentLeavesEmpty() {
		if (!this.agent || this.own) {
			return;
		}
		List<String> empty = new ArrayList<>();
		this.context.getBeanProvider(SpanExporter.class)
			.forEach((exporter) -> empty.add(exporter.getClass().getSimpleName()));
		if (this.context.getBeanProvider(TraceConsole.class).getIfAvailable() != null) {
			empty.add("the console");
		}
		if (viewer() != null) {
			empty.add("the endpoint traces");
		}
		if (!empty.isEmpty()) {
			this.report.problem(JavaAgent.NAME,
					"it has the spans, so that " + String.join(", ", empty) + " will see none.",
					"Look at them where the agent sends them, or start the JVM without the agent.");
		}
	}

	private String traced() {
		int proxied = this.report.tracedMethods();
		int woven = this.report.wovenMethods();
		if (proxied + woven == 0) {
			return isLazy() ? "no method yet (beans are made when they are needed)" : "no method (no bean has @Traced)";
		}
		String byProxy = count(proxied, "method") + " of " + count(this.report.tracedClasses(), "class");
		String byAspect = count(woven, "method") + " of " + count(this.report.wovenClasses(), "class") + " by aspect";
		if (woven == 0) {
			return byProxy;
		}
		return (proxied == 0) ? byAspect : byProxy + " by proxy and " + byAspect;
	}

	private boolean isLazy() {
		return this.context.getEnvironment().getProperty("spring.main.lazy-initialization", Boolean.class, false);
	}

	private String carried() {
		List<String> carried = new ArrayList<>();
		carried.add("@Async");
		if (this.report.carryingExecutors() > 0) {
			carried.add(count(this.report.carryingExecutors(), "executor"));
		}
		if (ClassUtils.isPresent("reactor.core.publisher.Mono", this.context.getClassLoader())) {
			carried.add("Reactor (" + this.context.getEnvironment().getProperty(REACTOR, "limited") + ")");
		}
		VirtualThreadInheritance virtualThreads = VirtualThreadInheritance.probe();
		if (virtualThreads == VirtualThreadInheritance.WORKS) {
			carried.add("virtual threads");
		}
		else if (virtualThreads == VirtualThreadInheritance.DOES_NOT_WORK) {
			this.report.problem("Virtual threads",
					"they do not begin with the context, since OpenTelemetry keeps it in a storage that is not ours.",
					this.agent
							? "Nothing must ask OpenTelemetry for the current context before Spring Boot begins to start."
							: "If there is another ContextStorageProvider, start the JVM with "
									+ "-Dio.opentelemetry.context.contextStorageProvider="
									+ InheritingContextStorageProvider.class.getName() + ".");
		}
		return String.join(", ", carried);
	}

	private static String count(int number, String noun) {
		return number + " " + noun + ((number == 1) ? "" : noun.endsWith("s") ? "es" : "s");
	}

	private String sampling() {
		if (this.agent) {
			return this.own ? "is that of the application's own OpenTelemetry" : "is the agent's";
		}
		Double probability = this.context.getEnvironment().getProperty(PROBABILITY, Double.class);
		return (probability != null) ? new DecimalFormat("0.##").format(probability * 100) + " %"
				: "as Spring Boot decides";
	}

	private String destination() {
		if (this.own) {
			return "where that sends them, and the agent's where the agent sends them";
		}
		if (this.agent) {
			return "where " + JavaAgent.NAME + " sends them";
		}
		Environment environment = this.context.getEnvironment();
		List<String> destinations = new ArrayList<>();
		for (SpanExporter exporter : this.context.getBeanProvider(SpanExporter.class)) {
			String name = exporter.getClass().getSimpleName();
			String endpoint = name.startsWith("Otlp") ? environment.getProperty(OTLP_ENDPOINT) : null;
			destinations.add((endpoint != null) ? endpoint + " (OTLP)" : name);
		}
		if (this.context.getBeanProvider(TraceConsole.class).getIfAvailable() != null) {
			destinations.add("the console");
		}
		String viewer = viewer();
		if (viewer != null) {
			destinations.add(viewer);
		}
		else if (destinations.isEmpty() && this.context.getBeanProvider(TraceRecorder.class).getIfAvailable() != null) {
			destinations.add("memory");
		}
		return destinations.isEmpty()
				? "nowhere (set tracing.console.enabled=true to see them here, or " + OTLP_ENDPOINT + " to send them)"
				: "to " + String.join(" and ", destinations);
	}

	private @Nullable String viewer() {
		boolean exposed = ClassUtils.isPresent("org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints",
				this.context.getClassLoader())
				&& this.context.getBeanProvider(ViewerApi.class).getIfAvailable() != null;
		return exposed ? ViewerAddress.of(this.context) : null;
	}

}
