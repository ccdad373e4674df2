package example;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.opentelemetry.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads that all applications share.
 */
final class CommonPool {

	private CommonPool() {
	}

	/**
	 * Asks each of the threads, at a moment at which all of them are here.
	 */
	static void assertHoldsNothing() {
		int threads = ForkJoinPool.getCommonPoolParallelism();
		CyclicBarrier together = new CyclicBarrier(threads);
		List<ForkJoinTask<Context>> tasks = Stream.generate(() -> ForkJoinPool.commonPool().submit(() -> {
			Context found = Context.current();
			meet(together);
			return found;
		})).limit(threads).toList();
		assertThat(tasks).extracting(ForkJoinTask::join).containsOnly(Context.root());
	}

	private static void meet(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
