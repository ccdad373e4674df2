package dev.tracing.context;

import org.jspecify.annotations.Nullable;

/**
 * Knows the requests that last for as long as the client wants.
 *
 * @since 0.1.0
 */
public final class StreamRequests {

	private StreamRequests() {
	}

	/**
	 * Whether a request is for a stream of events or for another protocol. An offer to go
	 * on in HTTP/2, which the JDK's client makes with each request of its own accord, is
	 * neither.
	 * @param accept the value of the header {@code Accept}, or null if there is none
	 * @param upgrade the value of the header {@code Upgrade}, or null if there is none
	 * @return whether it is
	 */
	public static boolean isForStream(@Nullable String accept, @Nullable String upgrade) {
		return (accept != null && accept.contains("text/event-stream"))
				|| (upgrade != null && !upgrade.trim().equalsIgnoreCase("h2c"));
	}

}
