package example.woven;

import java.util.concurrent.locks.LockSupport;

import dev.tracing.Traced;

/**
 * What is called. Not a bean.
 */
public final class Leaf {

	public static final long MILLIS = 40;

	@Traced
	public String work() {
		long end = System.nanoTime() + MILLIS * 1_000_000;
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		return "worked";
	}

	@Traced
	public String quick() {
		return "done";
	}

}
