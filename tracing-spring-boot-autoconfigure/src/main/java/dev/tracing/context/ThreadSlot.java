package dev.tracing.context;

import org.jspecify.annotations.Nullable;

/**
 * Where a thread keeps what it holds: nothing, the scope opened last, an
 * {@link InheritedContext} or, where scopes are nested very deeply, a context. Looked up
 * once to open a scope, and not at all to close it.
 *
 * <p>
 * It stays on the thread when all scopes are closed, and is a bare array, because an
 * object of a class of ours would keep our class loader there.
 */
final class ThreadSlot {

	/**
	 * The index of what the thread holds.
	 */
	static final int HELD = 0;

	private static final int THREAD = 1;

	private ThreadSlot() {
	}

	static @Nullable Object[] ofCurrentThread() {
		return new @Nullable Object[] { null, Thread.currentThread() };
	}

	/**
	 * What a thread holds that has the value, which is its slot or, if it has none yet,
	 * what it inherited.
	 */
	static @Nullable Object held(@Nullable Object value) {
		return (value instanceof @Nullable Object[] slot) ? slot[HELD] : value;
	}

	static boolean isOfCurrentThread(@Nullable Object[] slot) {
		return slot[THREAD] == Thread.currentThread();
	}

}
