package dev.tracing.context;

import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * What JDK 21 has and JDK 17, for which the tests are compiled, has not.
 */
final class VirtualThreadFixture {

	private VirtualThreadFixture() {
	}

	static ThreadFactory factory() {
		return factory(true);
	}

	static ThreadFactory factory(boolean inherit) {
		Object builder = call(Thread.class, "ofVirtual");
		try {
			Class<?> type = Class.forName("java.lang.Thread$Builder");
			type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, inherit);
			return (ThreadFactory) type.getMethod("factory").invoke(builder);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static ExecutorService perTaskExecutor() {
		return (ExecutorService) call(Executors.class, "newVirtualThreadPerTaskExecutor");
	}

	static ExecutorService perTaskExecutor(ThreadFactory factory) {
		try {
			return (ExecutorService) Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
				.invoke(null, factory);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Object call(Class<?> type, String name) {
		try {
			return type.getMethod(name).invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
