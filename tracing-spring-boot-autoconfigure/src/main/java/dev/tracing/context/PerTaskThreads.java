package dev.tracing.context;

import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Threads that an executor makes for one task each, which is handed what it is to find.
 * They inherit nothing besides, which would have to be looked at and put aside when the
 * hand-off arrives: for that a thread walks its stack.
 */
final class PerTaskThreads {

	private static final ThreadLocal<@Nullable Boolean> MAKING = new ThreadLocal<>();

	private static final Scope MADE = MAKING::remove;

	private PerTaskThreads() {
	}

	/**
	 * Has the threads inherit nothing that the current one makes until the scope is
	 * closed. Not nested, for the executor runs nothing on this thread.
	 */
	static Scope making() {
		MAKING.set(true);
		return MADE;
	}

	/**
	 * Whether the thread that the current one makes is such.
	 */
	static boolean isMaking() {
		return MAKING.get() != null;
	}

}
