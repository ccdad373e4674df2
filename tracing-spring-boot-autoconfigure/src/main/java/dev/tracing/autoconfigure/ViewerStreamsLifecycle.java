package dev.tracing.autoconfigure;

import dev.tracing.viewer.EventStreams;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the streams of events before the web server begins to shut down gracefully, which
 * would wait for them.
 */
class ViewerStreamsLifecycle implements SmartLifecycle {

	private final EventStreams streams;

	private volatile boolean running;

	ViewerStreamsLifecycle(EventStreams streams) {
		this.streams = streams;
	}

	@Override
	public void start() {
		this.streams.reopen();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.streams.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// what has the higher phase is stopped first
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 512;
	}

}
