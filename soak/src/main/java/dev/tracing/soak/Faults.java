package dev.tracing.soak;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells what is wrong as soon as it is known, the first of it, so that a bug which makes
 * everything wrong does not fill the disk.
 */
final class Faults {

	private static final int TOLD = 20;

	private final AtomicInteger told = new AtomicInteger();

	void tell(String fault) {
		if (this.told.incrementAndGet() <= TOLD) {
			System.out.println("\n" + fault + "\n");
		}
	}

}
