package dev.tracing.soak;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * What leaves do: they take their time, which is another at each call, so that what was
 * started together ends in any order.
 */
final class Work {

	private static final long MAX_NANOS = 3_000_000;

	private Work() {
	}

	static String work() {
		long end = System.nanoTime() + nanos();
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		return "worked";
	}

	static Duration duration() {
		return Duration.ofNanos(nanos());
	}

	private static long nanos() {
		return ThreadLocalRandom.current().nextLong(MAX_NANOS);
	}

}
