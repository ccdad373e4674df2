package example;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Virtual threads, for code that compiles on a JDK without.
 */
final class VirtualThreads {

	private static final @Nullable Method START = find();

	private VirtualThreads() {
	}

	static void start(Runnable task) {
		try {
			if (START == null) {
				throw new UnsupportedOperationException("There are no virtual threads");
			}
			START.invoke(null, task);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Method find() {
		try {
			return Thread.class.getMethod("startVirtualThread", Runnable.class);
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

}
