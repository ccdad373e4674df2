package example.woven;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.tracing.Traced;

/**
 * Executors that no bean knows, most of them made inside a method.
 */
public class Executors {

	private final Leaf leaf = new Leaf();

	private final Leaf five = new Leaf(5);

	@Traced
	public void submit() throws Exception {
		ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(5);
		List<Future<?>> futures = List.of(pool.submit(this.five::work), pool.submit(this.five::work),
				pool.submit(() -> this.five.work()), pool.submit((Runnable) this.five::work),
				pool.submit(this.five::work, "result"));
		for (Future<?> future : futures) {
			future.get();
		}
		pool.shutdown();
	}

	@Traced
	public void execute(Executor executor, Leaf leaf) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(5);
		for (int i = 0; i < 5; i++) {
			executor.execute(() -> {
				leaf.work();
				done.countDown();
			});
		}
		done.await();
	}

	@Traced
	public void invokeAll() throws Exception {
		ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(5);
		for (Future<String> future : pool.invokeAll(fiveLeaves())) {
			future.get();
		}
		pool.shutdown();
	}

	@Traced
	public void invokeAny() throws Exception {
		ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(5);
		pool.invokeAny(List.of(this.leaf::work));
		pool.shutdown();
	}

	@Traced
	public void completionService() throws Exception {
		ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(5);
		ExecutorCompletionService<String> service = new ExecutorCompletionService<>(pool);
		for (int i = 0; i < 5; i++) {
			service.submit(this.five::work);
		}
		for (int i = 0; i < 5; i++) {
			service.take().get();
		}
		pool.shutdown();
	}

	@Traced
	public void schedule() throws Exception {
		ScheduledExecutorService pool = java.util.concurrent.Executors.newScheduledThreadPool(2);
		pool.schedule(this.leaf::work, 1, TimeUnit.MILLISECONDS).get();
		pool.schedule((Runnable) this.leaf::work, 1, TimeUnit.MILLISECONDS).get();
		pool.shutdown();
	}

	@Traced
	public void recur() throws InterruptedException {
		CountDownLatch runs = new CountDownLatch(3);
		ScheduledExecutorService pool = java.util.concurrent.Executors.newScheduledThreadPool(1);
		pool.scheduleAtFixedRate(() -> recurring(runs), 0, 1, TimeUnit.MILLISECONDS);
		runs.await();
		pool.shutdown();
		pool.awaitTermination(10, TimeUnit.SECONDS);
	}

	private void recurring(CountDownLatch runs) {
		if (runs.getCount() > 0) {
			this.leaf.quick();
			runs.countDown();
		}
	}

	/**
	 * The queue of the pool compares tasks, which a wrapped one could not stand.
	 */
	@Traced
	public void prioritized(List<Integer> order) throws InterruptedException {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
				new PriorityBlockingQueue<>(5, Comparator.comparingInt((task) -> ((Prioritized) task).priority())));
		CountDownLatch busy = new CountDownLatch(1);
		pool.execute(new Prioritized(0, () -> await(busy)));
		IntStream.of(3, 1, 2).forEach((i) -> pool.execute(new Prioritized(i, () -> order.add(i))));
		busy.countDown();
		pool.shutdown();
		pool.awaitTermination(10, TimeUnit.SECONDS);
	}

	/**
	 * Tasks that are never started come back.
	 */
	public List<Runnable> shutDown(Runnable waiting) {
		CountDownLatch busy = new CountDownLatch(1);
		ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(1);
		pool.execute(() -> await(busy));
		pool.execute(waiting);
		return pool.shutdownNow();
	}

	public void refuse(Executor executor) {
		executor.execute(null);
	}

	private List<Callable<String>> fiveLeaves() {
		return List.of(this.five::work, this.five::work, this.five::work, this.five::work, this.five::work);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private record Prioritized(int priority, Runnable task) implements Runnable {

		@Override
		public void run() {
			this.task.run();
		}

	}

}
