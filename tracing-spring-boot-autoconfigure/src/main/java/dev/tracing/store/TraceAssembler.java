package dev.tracing.store;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.opentelemetry.sdk.common.CompletableResultCode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What the recorder's thread does: takes signals from the queue, puts them into the store
 * and tells listeners what was finished by it.
 */
final class TraceAssembler implements Runnable {

	private static final Log logger = LogFactory.getLog(TraceAssembler.class);

	/** How long work gathers once there is some, so that few signals have to wake us. */
	private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	/** So many signals, and listeners are told before there are more. */
	private static final int SIGNALS_AT_ONCE = 1024;

	private final TraceStore store;

	private final SignalQueue<SpanSignal> queue;

	private final Thread thread;

	private final List<TraceListener> listeners = new CopyOnWriteArrayList<>();

	private final Queue<Flush> flushes = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean asleep = new AtomicBoolean();

	private final AtomicBoolean clearing = new AtomicBoolean();

	private final Set<Object> failedOnce = Collections.newSetFromMap(new IdentityHashMap<>());

	private final CompletableResultCode ended = new CompletableResultCode();

	private volatile boolean closing;

	private long droppedBefore;

	private long lookForEndedAt = Long.MAX_VALUE;

	TraceAssembler(TraceStore store, int queuedSignals) {
		this.store = store;
		this.queue = new SignalQueue<>(queuedSignals);
		// inherits nothing of the thread that happens to make it
		this.thread = new Thread(null, this, "trace-recorder", 0, false);
		this.thread.setContextClassLoader(TraceAssembler.class.getClassLoader());
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	boolean isCurrentThread() {
		return Thread.currentThread() == this.thread;
	}

	List<TraceListener> listeners() {
		return this.listeners;
	}

	long droppedSignals() {
		return this.queue.dropped();
	}

	/**
	 * Takes a signal of a thread of the application.
	 */
	void signal(SpanSignal signal) {
		if (!this.closing) {
			this.queue.offer(signal);
			if (this.asleep.get() && this.asleep.compareAndSet(true, false)) {
				LockSupport.unpark(this.thread);
			}
		}
	}

	/**
	 * Asks for all that was signalled so far to be looked at, and told.
	 */
	CompletableResultCode flush() {
		Flush flush = new Flush(this.queue.offered(), new CompletableResultCode());
		this.flushes.add(flush);
		LockSupport.unpark(this.thread);
		if (this.ended.isDone()) {
			flush.succeed();
		}
		return flush.result;
	}

	/**
	 * Asks for the traces without a running span to be given up.
	 */
	void clear() {
		this.clearing.set(true);
		LockSupport.unpark(this.thread);
	}

	/**
	 * Asks for all to be told, and for the thread to end.
	 */
	CompletableResultCode close() {
		this.closing = true;
		LockSupport.unpark(this.thread);
		return this.ended;
	}

	@Override
	public void run() {
		try {
			while (!this.closing) {
				long taken = this.queue.taken();
				guarded(this::work);
				if (this.queue.taken() - taken < SIGNALS_AT_ONCE) {
					pause(this.queue.taken() > taken);
				}
			}
			long taken;
			do {
				taken = this.queue.taken();
				guarded(this::work);
			}
			while (this.queue.taken() > taken);
			guarded(this::finishAll);
		}
		finally {
			this.ended.succeed();
			this.flushes.forEach(Flush::succeed);
		}
	}

	private void work() {
		boolean clear = this.clearing.compareAndSet(true, false);
		takeSignals();
		if (clear) {
			this.store.clear();
		}
		this.store.finishQuiet(System.nanoTime());
		tellFinished();
		answerFlushes();
	}

	private void finishAll() {
		this.store.finish((record) -> true);
		tellFinished();
	}

	/**
	 * Does some work, whatever becomes of it: a class that is not there any more must not
	 * end the recording either.
	 */
	private void guarded(Runnable work) {
		try {
			work.run();
		}
		catch (Throwable ex) {
			logFailure(this.store, ex);
		}
	}

	/**
	 * Logs the first failure of each who fails. Nobody's failure ends the recording.
	 */
	private void logFailure(Object failed, Throwable failure) {
		if (this.failedOnce.add(failed)) {
			logger.warn("Recording traces goes on after a failure of " + failed.getClass().getName()
					+ ", whose further failures are not logged.", failure);
		}
	}

	private void takeSignals() {
		SpanSignal signal;
		for (int i = 0; i < SIGNALS_AT_ONCE && (signal = this.queue.poll()) != null; i++) {
			this.store.accept(signal, System.nanoTime());
		}
		makeUpForDroppedSignals();
	}

	/**
	 * Once signals were dropped, looks for the spans whose end was not signalled, when
	 * all starts have been looked at that were signalled before.
	 */
	private void makeUpForDroppedSignals() {
		long dropped = this.queue.dropped();
		if (dropped != this.droppedBefore) {
			this.droppedBefore = dropped;
			this.lookForEndedAt = this.queue.offered();
			this.store.signalsDropped();
		}
		if (this.queue.taken() >= this.lookForEndedAt) {
			this.lookForEndedAt = Long.MAX_VALUE;
			this.store.findEnded(System.nanoTime());
		}
	}

	private void tellFinished() {
		for (TraceStore.Finish finish : this.store.takeFinished()) {
			for (TraceListener listener : this.listeners) {
				try {
					listener.finished(finish.trace(), finish.again());
				}
				catch (Throwable ex) {
					logFailure(listener, ex);
				}
			}
		}
	}

	private void answerFlushes() {
		List<Flush> answered = this.flushes.stream().filter((flush) -> flush.until <= this.queue.taken()).toList();
		if (!answered.isEmpty()) {
			this.store.finish((record) -> !record.isRunning());
			tellFinished();
			this.flushes.removeAll(answered);
			answered.forEach(Flush::succeed);
		}
	}

	private void pause(boolean busy) {
		if (busy || !this.flushes.isEmpty()) {
			LockSupport.parkNanos(this, GATHER_NANOS);
		}
		else {
			this.asleep.set(true);
			// what was signalled before this was set has woken nobody
			if (this.queue.isEmpty() && this.flushes.isEmpty() && !this.clearing.get() && !this.closing) {
				LockSupport.parkNanos(this, Math.max(GATHER_NANOS, this.store.nanosUntilQuiet(System.nanoTime())));
			}
			this.asleep.set(false);
		}
		// nobody means this thread, and interrupted it would never pause again
		Thread.interrupted();
	}

	/**
	 * Somebody waits until so many signals have been taken.
	 */
	private record Flush(long until, CompletableResultCode result) {

		void succeed() {
			this.result.succeed();
		}

	}

}
