package dev.tracing.viewer;

import org.jspecify.annotations.Nullable;

/**
 * A server-sent event.
 *
 * @param id what a client sends when it comes back, or null
 * @param name the type of the event, or null for a comment that only shows that the
 * stream is alive
 * @param data JSON, without a line break
 * @since 0.1.0
 */
public record ViewerEvent(@Nullable String id, @Nullable String name, String data) {

	static final ViewerEvent HEARTBEAT = new ViewerEvent(null, null, "");

}
