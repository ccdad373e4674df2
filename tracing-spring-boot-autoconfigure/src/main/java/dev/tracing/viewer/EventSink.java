package dev.tracing.viewer;

import java.io.IOException;

/**
 * A client that events are sent to.
 *
 * @since 0.1.0
 */
public interface EventSink {

	/**
	 * Whether the client has taken what was sent before. Called on the stream's thread.
	 * @return false if nothing should be sent now
	 */
	boolean isReady();

	/**
	 * Sends an event; may block until the client has taken it. Called on the stream's
	 * thread.
	 * @param event the event
	 * @throws IOException if the client has gone
	 */
	void send(ViewerEvent event) throws IOException;

	/**
	 * Ends the response. Called once, on the stream's thread.
	 * @throws IllegalStateException if the container has ended it
	 */
	void complete();

}
