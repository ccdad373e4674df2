package dev.tracing.test;

import org.jspecify.annotations.Nullable;

/**
 * The time of one test, from before its set-up until after its clean-up.
 */
final class TestWindow {

	private final @Nullable Thread thread;

	/**
	 * Create a window.
	 * @param thread the thread that runs the test, or null if it may be any
	 */
	TestWindow(@Nullable Thread thread) {
		this.thread = thread;
	}

	boolean isOf(Thread thread) {
		return this.thread == thread;
	}

}
