package dev.tracing.aspects;

import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;

import dev.tracing.context.TaskPropagation;

/**
 * Has a thread run with the context of the code that makes it, as far as that knows what
 * the thread is to run. The threads that a factory makes for a pool are not of its
 * caller's making: whose task needs another one is a matter of chance.
 *
 * @since 0.1.0
 */
public aspect ThreadAspect {

	pointcut factory() : withincode(Thread+ ThreadFactory+.newThread(Runnable))
			|| withincode(Thread+ *.lambda$*(.., Runnable));

	Object around(Runnable run) : ApplicationCode.here() && !factory() && args(run, ..)
			&& (call((Thread+ && !ForkJoinWorkerThread+).new(Runnable, ..))
				|| call(* java.lang.Thread*OfPlatform.*(Runnable)) || call(* java.lang.Thread*Builder.*(Runnable))
				|| call(Thread+ ThreadFactory+.newThread(Runnable))) {
		return proceed(wrapped(run));
	}

	Object around(Runnable run) : ApplicationCode.here() && !factory() && args(*, run, ..)
			&& call((Thread+ && !ForkJoinWorkerThread+).new(ThreadGroup, Runnable, ..)) {
		return proceed(wrapped(run));
	}

	private Runnable wrapped(Runnable run) {
		TaskPropagation propagation = HandOffs.active();
		return (propagation != null && run != null) ? propagation.wrapForThread(run) : run;
	}

}
