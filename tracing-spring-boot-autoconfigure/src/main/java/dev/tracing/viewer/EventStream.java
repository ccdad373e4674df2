package dev.tracing.viewer;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.tracing.store.StoredTrace;
import dev.tracing.store.TraceChanges;

/**
 * Sends one client what changes, four times a second at most. Nothing is queued for a
 * client: when it is ready it is told what has changed since, each trace as it is then,
 * and so a slow client only gets less.
 */
final class EventStream implements Runnable {

	private static final long INTERVAL_MILLIS = 250;

	private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(15);

	/** So many traces are sent at once. */
	private static final int BATCH = 50;

	/** Whoever has missed more should fetch the list. */
	private static final int MAX_BEHIND = 256;

	private final ViewerFeed feed;

	private final EventSink sink;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private volatile int probes;

	private long sent;

	private long lastSentNanos;

	EventStream(ViewerFeed feed, EventSink sink, long since) {
		this.feed = feed;
		this.sink = sink;
		this.sent = since;
	}

	/**
	 * Ends the stream; on any thread.
	 */
	void stop() {
		this.stopped.countDown();
	}

	/**
	 * Finds out soon whether the client is still there; on any thread.
	 */
	void probe() {
		// the first write after a client has gone is often taken all the same
		this.probes = 2;
	}

	@Override
	public void run() {
		try {
			send(this.feed.hello(this.sent));
			do {
				if (this.sink.isReady()) {
					sendChanges();
				}
			}
			while (!this.stopped.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
		}
		catch (IOException | IllegalStateException ex) {
			// the client has gone, which is how streams end
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			complete();
		}
	}

	private void complete() {
		try {
			this.sink.complete();
		}
		catch (IllegalStateException ex) {
			// the container noticed first that the client has gone
		}
	}

	private void sendChanges() throws IOException {
		if (!this.feed.hasChangedSince(this.sent)) {
			if (this.probes > 0 || System.nanoTime() - this.lastSentNanos > HEARTBEAT_NANOS) {
				this.probes = Math.max(0, this.probes - 1);
				send(ViewerEvent.HEARTBEAT);
			}
			return;
		}
		TraceChanges changes = this.feed.changesSince(this.sent);
		List<StoredTrace> changed = changes.changed();
		if (!changes.complete() || changed.size() > MAX_BEHIND) {
			send(this.feed.gap(this.sent, changes.sequence()));
			this.sent = changes.sequence();
			return;
		}
		if (!changes.evicted().isEmpty()) {
			send(this.feed.evict(this.sent, changes.evicted()));
		}
		if (!changed.isEmpty()) {
			List<StoredTrace> batch = changed.subList(0, Math.min(BATCH, changed.size()));
			// the rest is asked for again, as it is then
			long seq = (batch.size() < changed.size()) ? batch.get(batch.size() - 1).sequence() : changes.sequence();
			send(this.feed.traces(seq, batch));
			this.sent = seq;
		}
		else {
			this.sent = changes.sequence();
		}
		send(this.feed.stats(this.sent));
	}

	private void send(ViewerEvent event) throws IOException {
		this.sink.send(event);
		this.lastSentNanos = System.nanoTime();
	}

}
