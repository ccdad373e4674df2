package dev.tracing.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceShape;

/**
 * Remembers what a recorder told.
 */
final class ToldTraces implements TraceListener {

	private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

	@Override
	public void finished(Trace trace, boolean again) {
		this.told.add(new Told(trace, again));
	}

	/**
	 * What was told so far and was not looked at before.
	 */
	List<Told> take() {
		List<Told> result = new ArrayList<>();
		this.told.drainTo(result);
		return result;
	}

	/**
	 * The next that is told, awaited.
	 */
	Told await() throws InterruptedException {
		Told next = this.told.poll(20, TimeUnit.SECONDS);
		if (next == null) {
			throw new AssertionError("Nothing was told");
		}
		return next;
	}

	record Told(Trace trace, boolean again) {

		String shape() {
			return TraceShape.of(this.trace).toString();
		}

	}

}
