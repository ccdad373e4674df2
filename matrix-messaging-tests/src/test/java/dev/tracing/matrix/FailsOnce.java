package dev.tracing.matrix;

/**
 * Work that fails the first time, and succeeds when it is tried again.
 */
final class FailsOnce {

	private boolean failed;

	/**
	 * Called by one listener, which has one thread.
	 */
	void work() {
		if (!this.failed) {
			this.failed = true;
			throw new IllegalStateException("no seat");
		}
	}

}
