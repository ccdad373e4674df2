package dev.tracing.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tells requests to management endpoints: by the port where they have one of their own,
 * and otherwise by the path.
 */
final class ManagementPaths {

	private final Environment environment;

	private final boolean ownPort;

	private final Supplier<List<String>> paths;

	/**
	 * Create paths.
	 * @param environment tells the port
	 * @param endpoints gives the endpoints, or null if the application has none
	 */
	ManagementPaths(Environment environment, Supplier<@Nullable PathMappedEndpoints> endpoints) {
		this.environment = environment;
		this.ownPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		// not before the first request, since finding endpoints makes them
		this.paths = SingletonSupplier.of(() -> paths(endpoints.get()));
	}

	/**
	 * Whether a request is to a management endpoint.
	 * @param port the port that the request came to
	 * @param path the path of the request within the application
	 */
	boolean contain(int port, String path) {
		if (this.ownPort) {
			return this.environment.getProperty("local.management.port", Integer.class, -1) == port;
		}
		return this.paths.get().stream().anyMatch((known) -> path.equals(known) || path.startsWith(known + "/"));
	}

	private static List<String> paths(@Nullable PathMappedEndpoints endpoints) {
		if (endpoints == null) {
			return List.of();
		}
		String base = endpoints.getBasePath();
		return (base.isEmpty() || base.equals("/")) ? List.copyOf(endpoints.getAllPaths()) : List.of(base);
	}

}
