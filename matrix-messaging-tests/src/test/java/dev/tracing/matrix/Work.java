package dev.tracing.matrix;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What a leaf does: it takes its time.
 */
final class Work {

	static final long MILLIS = 40;

	static final Duration DURATION = Duration.ofMillis(MILLIS);

	private Work() {
	}

	static String work() {
		long end = System.nanoTime() + MILLIS * 1_000_000;
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		return "worked";
	}

}
