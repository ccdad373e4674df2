package dev.tracing.viewer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The open event streams: at most {@value #MAX_STREAMS}, each on a daemon thread of its
 * own, since a slow client may block the thread that writes to it.
 *
 * @since 0.1.0
 */
public final class EventStreams {

	/**
	 * How many streams may be open at once.
	 */
	public static final int MAX_STREAMS = 5;

	private final ViewerFeed feed;

	private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

	private final AtomicInteger count = new AtomicInteger();

	private volatile boolean closed;

	EventStreams(ViewerFeed feed) {
		this.feed = feed;
	}

	/**
	 * Whether another stream would be refused. If so, it is found out whether all clients
	 * are still there, so that whoever asks again may be answered.
	 * @return whether there are too many streams, or none are to be opened any more
	 */
	public boolean isFull() {
		boolean full = this.count.get() >= MAX_STREAMS;
		if (full) {
			this.open.forEach(EventStream::probe);
		}
		return full || this.closed;
	}

	/**
	 * Opens a stream, unless there are too many.
	 * @param sink the client. It is completed in any case, and at once if the stream is
	 * refused
	 * @param since the number of the last change that the client knows, or 0
	 * @return ends the stream; to be called when the client has gone
	 */
	public Runnable open(EventSink sink, long since) {
		if (this.count.incrementAndGet() > MAX_STREAMS) {
			this.count.decrementAndGet();
			sink.complete();
			return () -> {
			};
		}
		EventStream stream = new EventStream(this.feed, sink, since);
		this.open.add(stream);
		if (this.closed) {
			stream.stop();
		}
		// inherits nothing of the request's thread
		Thread thread = new Thread(null, () -> run(stream), "trace-viewer-stream", 0, false);
		thread.setDaemon(true);
		thread.start();
		return stream::stop;
	}

	/**
	 * Completes all streams and refuses others, so that no open page holds up a graceful
	 * shutdown.
	 */
	public void close() {
		this.closed = true;
		this.open.forEach(EventStream::stop);
	}

	/**
	 * Allows streams again after {@link #close()}.
	 */
	public void reopen() {
		this.closed = false;
	}

	private void run(EventStream stream) {
		try {
			stream.run();
		}
		finally {
			this.open.remove(stream);
			this.count.decrementAndGet();
		}
	}

}
