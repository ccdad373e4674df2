package dev.tracing.viewer.reactive;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Function;

import dev.tracing.viewer.ViewerConnection;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;

/**
 * The web server's own request where that is Netty's, and otherwise the one that Spring
 * gives.
 *
 * @param address the other end
 * @param headers finds a header
 * @param isRewritten whether both may be a proxy's word
 */
record ReactiveConnection(@Nullable SocketAddress address, Function<String, @Nullable String> headers,
		boolean isRewritten) implements ViewerConnection {

	private static final boolean NETTY = ClassUtils.isPresent("reactor.netty.http.server.HttpServerRequest",
			ReactiveConnection.class.getClassLoader());

	static ViewerConnection of(ServerHttpRequest request, boolean rewriting) {
		ViewerConnection netty = NETTY ? Netty.connection(request) : null;
		return (netty != null) ? netty
				: new ReactiveConnection(request.getRemoteAddress(), request.getHeaders()::getFirst, rewriting);
	}

	@Override
	public @Nullable InetAddress remoteAddress() {
		return (this.address instanceof InetSocketAddress inet) ? inet.getAddress() : null;
	}

	@Override
	public @Nullable String header(String name) {
		return this.headers.apply(name);
	}

	/**
	 * Knows Reactor Netty.
	 */
	private static final class Netty {

		static @Nullable ViewerConnection connection(ServerHttpRequest request) {
			ServerHttpRequest undecorated = request;
			while (undecorated instanceof ServerHttpRequestDecorator decorator) {
				undecorated = decorator.getDelegate();
			}
			if (undecorated instanceof AbstractServerHttpRequest spring
					&& spring.getNativeRequest() instanceof HttpServerRequest netty) {
				return new ReactiveConnection(netty.connectionRemoteAddress(), netty.requestHeaders()::get, false);
			}
			return null;
		}

	}

}
