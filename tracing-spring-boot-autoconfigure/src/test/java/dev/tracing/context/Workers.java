package dev.tracing.context;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.context.Context;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at the threads of a pool after they have worked.
 */
final class Workers {

	private Workers() {
	}

	/**
	 * Asserts that threads of a pool, and this one, hold nothing of ours.
	 * @param pool the pool as it is without us
	 * @param threads the number of its threads, all of which are looked at
	 */
	static void holdNothing(Executor pool, int threads) {
		CyclicBarrier all = new CyclicBarrier(threads);
		List<CompletableFuture<Void>> looks = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			looks.add(CompletableFuture.runAsync(() -> {
				holdsNothing();
				try {
					all.await(10, TimeUnit.SECONDS);
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}, pool));
		}
		looks.forEach(Contexts::await);
		holdsNothing();
	}

	/**
	 * Asserts that the core threads of a pool, and this one, hold nothing of ours. The
	 * looks go round whatever the pool does to tasks.
	 */
	static void holdNothing(ThreadPoolExecutor pool) {
		pool.prestartAllCoreThreads();
		holdNothing((Executor) (task) -> put(task, pool), pool.getCorePoolSize());
	}

	private static void put(Runnable task, ThreadPoolExecutor pool) {
		try {
			pool.getQueue().put(task);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Asserts that this thread holds nothing of ours.
	 */
	static void holdsNothing() {
		assertThat(Context.current()).isSameAs(Context.root());
		assertThat(RunningTask.current()).isNull();
		assertThat(CapturedContext.current().isNothing()).isTrue();
		assertThat(MDC.get("traceId")).isNull();
		assertThat(MDC.get("spanId")).isNull();
	}

}
