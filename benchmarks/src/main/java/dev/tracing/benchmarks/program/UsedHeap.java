package dev.tracing.benchmarks.program;

/**
 * How much of the heap is in use once all garbage has been collected.
 */
final class UsedHeap {

	private static final int MAX_COLLECTIONS = 20;

	private static final long CLOSE = 16 * 1024;

	private UsedHeap() {
	}

	/**
	 * Collects garbage until that frees nothing more worth mentioning.
	 * @return the bytes in use
	 */
	static long bytes() throws InterruptedException {
		long used = Long.MAX_VALUE;
		for (int i = 0; i < MAX_COLLECTIONS; i++) {
			System.gc();
			// for what is freed by threads that the collector wakes
			Thread.sleep(50);
			long now = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
			if (Math.abs(used - now) < CLOSE) {
				return now;
			}
			used = now;
		}
		return used;
	}

}
