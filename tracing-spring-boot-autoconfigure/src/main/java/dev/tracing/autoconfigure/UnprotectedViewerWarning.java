package dev.tracing.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Warns where traces can be looked at in what looks like production: without DevTools,
 * without Spring Security, and over an address that others can reach.
 */
class UnprotectedViewerWarning implements InitializingBean {

	private static final Log logger = LogFactory.getLog("dev.tracing");

	private final Environment environment;

	UnprotectedViewerWarning(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void afterPropertiesSet() {
		if (!isDevelopment() && !isSpringSecurityPresent() && !isBoundToLoopback()) {
			logger.warn("The endpoint traces is exposed, with neither DevTools nor Spring Security on the class path. "
					+ "Whoever can send requests from this machine, or under a host that tracing.viewer.allowed-hosts "
					+ "names, can look at traces. In production, add Spring Security or set "
					+ "management.endpoint.traces.access=none.");
		}
	}

	/**
	 * Whether DevTools is active here, and not for somebody far away.
	 */
	private boolean isDevelopment() {
		return this.environment instanceof ConfigurableEnvironment configurable
				&& configurable.getPropertySources().contains(HiddenViewerLine.DEVTOOLS)
				&& !this.environment.containsProperty("spring.devtools.remote.secret");
	}

	private static boolean isSpringSecurityPresent() {
		return ClassUtils.isPresent("org.springframework.security.web.SecurityFilterChain",
				UnprotectedViewerWarning.class.getClassLoader())
				|| ClassUtils.isPresent("org.springframework.security.web.server.SecurityWebFilterChain",
						UnprotectedViewerWarning.class.getClassLoader());
	}

	private boolean isBoundToLoopback() {
		boolean otherPort = this.environment.containsProperty("management.server.port");
		String address = otherPort ? this.environment.getProperty("management.server.address") : null;
		return isLoopback((address != null) ? address : this.environment.getProperty("server.address"));
	}

	private static boolean isLoopback(@Nullable String address) {
		try {
			return address != null && InetAddress.getByName(address).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
