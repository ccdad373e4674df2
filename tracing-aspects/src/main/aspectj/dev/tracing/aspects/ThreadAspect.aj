package dev.tracing.aspects;

import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ThreadFactory;

/**
 * Has a thread run with the context of the code that makes it, as far as that knows what
 * the thread is to run. The threads that a factory makes are not of its caller's making:
 * whose task needs another one is a matter of chance.
 *
 * @since 0.1.0
 */
public aspect ThreadAspect extends HandOffAspect {

	pointcut factory() : withincode(Thread+ ThreadFactory+.newThread(Runnable))
			|| withincode(Thread+ *.lambda$*(.., Runnable));

	Object around(Runnable run) : ApplicationCode.here() && !factory() && args(run, ..)
			&& (call(Thread.new(Runnable, ..)) || call(* java.lang.Thread*OfPlatform.*(Runnable))) {
		return proceed(wrapped(run));
	}

	Object around(Runnable run) : ApplicationCode.here() && !factory() && args(*, run, ..)
			&& call(Thread.new(ThreadGroup, Runnable, ..)) {
		return proceed(wrapped(run));
	}

	private Runnable wrapped(Runnable run) {
		return (run != null) ? propagation().wrapForThread(run) : null;
	}

}
