package dev.tracing.context;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;

/**
 * What there is to know of the current thread, on a JDK with or without virtual threads.
 */
final class VirtualThreads {

	/**
	 * Classes whose {@code run} is the work of a thread that runs the tasks, or reads the
	 * requests, of many: whoever happened to be the first to need the thread is nobody to
	 * what comes later.
	 */
	private static final Set<String> WORKERS = Set.of("java.util.concurrent.ThreadPoolExecutor$Worker",
			"reactor.core.scheduler.BoundedElasticThreadPerTaskScheduler$SchedulerTask",
			"org.apache.tomcat.util.net.SocketProcessorBase",
			"org.springframework.kafka.listener.KafkaMessageListenerContainer$ListenerConsumer",
			"org.springframework.jms.listener.DefaultMessageListenerContainer$AsyncMessageListenerInvoker",
			"org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer$AsyncMessageProcessingConsumer");

	// constant to the compiler, so that the question costs nothing on an old JDK
	private static final MethodHandle IS_VIRTUAL = findIsVirtual();

	private VirtualThreads() {
	}

	/**
	 * Whether the current thread is a virtual one.
	 */
	static boolean isCurrent() {
		try {
			return (boolean) IS_VIRTUAL.invokeExact(Thread.currentThread());
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Whether the current thread is a pool's. Looks at the whole stack of the thread.
	 */
	static boolean isCurrentPooled() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.anyMatch((frame) -> WORKERS.contains(frame.getClassName())));
	}

	/**
	 * Starts a virtual thread.
	 * @return false if there are no virtual threads
	 */
	static boolean start(Runnable task) {
		try {
			Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
			return true;
		}
		catch (ReflectiveOperationException | UnsupportedOperationException ex) {
			return false;
		}
	}

	private static MethodHandle findIsVirtual() {
		try {
			return MethodHandles.publicLookup()
				.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
		}
		catch (NoSuchMethodException ex) {
			return MethodHandles.dropArguments(MethodHandles.constant(boolean.class, false), 0, Thread.class);
		}
		catch (IllegalAccessException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

}
