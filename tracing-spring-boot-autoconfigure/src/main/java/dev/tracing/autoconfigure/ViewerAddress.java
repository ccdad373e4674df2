package dev.tracing.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Where the page is, for somebody at this machine.
 */
final class ViewerAddress {

	/**
	 * The address of the page.
	 * @param context an application that has started and in which the endpoint is exposed
	 * @return the address, or null if the application listens to no port
	 */
	static @Nullable String of(ApplicationContext context) {
		Environment environment = context.getEnvironment();
		boolean ownPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		String port = environment.getProperty(ownPort ? "local.management.port" : "local.server.port");
		String path = context.getBean(PathMappedEndpoints.class).getPath(EndpointId.of("traces"));
		if (port == null || path == null) {
			return null;
		}
		String prefix = ownPort ? first(environment, "management.server.base-path")
				: first(environment, "server.servlet.context-path", "spring.webflux.base-path")
						+ first(environment, "spring.mvc.servlet.path");
		boolean tls = environment.containsProperty(ownPort ? "management.server.ssl.bundle" : "server.ssl.bundle")
				|| environment.containsProperty(ownPort ? "management.server.ssl.key-store" : "server.ssl.key-store");
		return (tls ? "https" : "http") + "://localhost:" + port + prefix + path + "/ui";
	}

	private static String first(Environment environment, String... properties) {
		for (String property : properties) {
			String value = environment.getProperty(property);
			if (value != null && !value.equals("/")) {
				return value;
			}
		}
		return "";
	}

	private ViewerAddress() {
	}

}
