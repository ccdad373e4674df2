package example;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.opentelemetry.context.Context;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads that all applications share. During each test they are woken again and
 * again: on JDK 17 a pool can leave tasks where they are while threads of it sleep, if
 * the thread that took the task before comes back for the next one, and that one blocks.
 */
final class CommonPool implements BeforeEachCallback, AfterEachCallback {

	private static final Namespace NAMESPACE = Namespace.create(CommonPool.class);

	@Override
	public void beforeEach(ExtensionContext test) {
		Thread waker = new Thread(CommonPool::wake, "common-pool-waker");
		waker.setDaemon(true);
		waker.start();
		test.getStore(NAMESPACE).put(Thread.class, waker);
	}

	@Override
	public void afterEach(ExtensionContext test) throws InterruptedException {
		Thread waker = test.getStore(NAMESPACE).get(Thread.class, Thread.class);
		waker.interrupt();
		waker.join();
	}

	/**
	 * Asks each of the threads, at a moment at which all of them are here.
	 */
	static void assertHoldsNothing() {
		int threads = ForkJoinPool.getCommonPoolParallelism();
		CountDownLatch missing = new CountDownLatch(threads);
		List<ForkJoinTask<Context>> tasks = Stream.generate(() -> ForkJoinPool.commonPool().submit(() -> {
			Context found = Context.current();
			missing.countDown();
			await(missing);
			return found;
		})).limit(threads).toList();
		// who joins helps, and would stand for one of the threads
		await(missing);
		assertThat(tasks).extracting(ForkJoinTask::join).containsOnly(Context.root());
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void wake() {
		try {
			while (true) {
				ForkJoinPool.commonPool().execute(() -> {
				});
				TimeUnit.MILLISECONDS.sleep(20);
			}
		}
		catch (InterruptedException ex) {
			// the test is over
		}
	}

}
