package dev.tracing.matrix;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.context.Context;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at the threads of Reactor's schedulers: when nothing runs on them, they are to
 * hold nothing.
 */
final class SchedulerThreads {

	private SchedulerThreads() {
	}

	static void assertHoldNothing() throws InterruptedException {
		assertHoldNothing(Schedulers.parallel(), Schedulers.DEFAULT_POOL_SIZE);
		assertHoldNothing(Schedulers.boundedElastic(), 10);
		assertHoldNothing(Schedulers.single(), 1);
	}

	/**
	 * Looks at several threads at once, by keeping each until all have been seen.
	 */
	static void assertHoldNothing(Scheduler scheduler, int threads) throws InterruptedException {
		Set<String> found = ConcurrentHashMap.newKeySet();
		CountDownLatch seen = new CountDownLatch(threads);
		Disposable.Composite workers = Disposables.composite();
		for (int i = 0; i < threads; i++) {
			Scheduler.Worker worker = scheduler.createWorker();
			workers.add(worker);
			worker.schedule(() -> {
				if (Context.current() != Context.root()) {
					found.add(Thread.currentThread().getName() + ": " + Context.current());
				}
				seen.countDown();
				await(seen);
			});
		}
		assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
		workers.dispose();
		assertThat(found).isEmpty();
	}

	private static void await(CountDownLatch seen) {
		try {
			seen.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
