package dev.tracing.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * The time of one test, from before its set-up until after its clean-up.
 */
final class TestWindow {

	private final @Nullable Thread thread;

	private final List<TextPattern> ignored = new CopyOnWriteArrayList<>();

	private volatile boolean asked;

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

	/**
	 * Leaves out the traces whose root has such a name.
	 */
	void ignore(TextPattern rootName) {
		this.ignored.add(rootName);
	}

	boolean ignores(String rootName) {
		return this.ignored.stream().anyMatch((pattern) -> pattern.matches(rootName));
	}

	/**
	 * Notes that the test asks for its traces.
	 */
	void ask() {
		this.asked = true;
	}

	boolean isAsked() {
		return this.asked;
	}

}
