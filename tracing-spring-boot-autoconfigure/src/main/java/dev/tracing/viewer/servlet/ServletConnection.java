package dev.tracing.viewer.servlet;

import java.net.InetAddress;
import java.net.UnknownHostException;

import dev.tracing.viewer.ViewerConnection;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The container's own request, below what filters have put around it.
 */
final class ServletConnection implements ViewerConnection {

	// set by Tomcat's RemoteIpValve, which takes away the headers that it believes
	private static final String REWRITTEN = "org.apache.tomcat.request.forwarded";

	private final HttpServletRequest request;

	ServletConnection(HttpServletRequest request) {
		ServletRequest innermost = request;
		while (innermost instanceof ServletRequestWrapper wrapper) {
			innermost = wrapper.getRequest();
		}
		this.request = (innermost instanceof HttpServletRequest http) ? http : request;
	}

	@Override
	public @Nullable InetAddress remoteAddress() {
		try {
			// an address, so that no name is looked up
			return InetAddress.getByName(this.request.getRemoteAddr());
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeader(name);
	}

	@Override
	public boolean isRewritten() {
		return this.request.getAttribute(REWRITTEN) != null;
	}

}
