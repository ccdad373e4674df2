package example.woven;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

import dev.tracing.Traced;

/**
 * Threads made by hand.
 */
public class Threads {

	private final Leaf leaf = new Leaf();

	private final Leaf five = new Leaf(5);

	@Traced
	public void newThread() throws InterruptedException {
		List<Thread> threads = List.of(new Thread(this.five::work), new Thread(this.five::work, "named"),
				new Thread(null, this.five::work), new Thread(null, this.five::work, "named"),
				new Thread(null, this.five::work, "small", 1 << 16));
		startAndJoin(threads);
	}

	@Traced
	public void subclass() throws InterruptedException {
		startAndJoin(Stream.<Thread>generate(Own::new).limit(5).toList());
	}

	@Traced
	public void subclassWithATask() throws InterruptedException {
		startAndJoin(List.of(new WithTask(this.leaf::work), new WithTask(null, this.leaf::work)));
	}

	@Traced
	public void ofAFactory() throws InterruptedException {
		startAndJoin(List.of(java.util.concurrent.Executors.defaultThreadFactory().newThread(this.leaf::work)));
	}

	/**
	 * The first task to be submitted makes the thread.
	 */
	@Traced
	public ExecutorService warm(boolean lambda) throws Exception {
		ThreadFactory factory = lambda ? (task) -> new Thread(task, "warm") : new OwnFactory();
		ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(1, factory);
		pool.submit(this.leaf::work).get();
		return pool;
	}

	private static void startAndJoin(List<Thread> threads) throws InterruptedException {
		for (Thread thread : threads) {
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
	}

	private final class Own extends Thread {

		@Override
		public void run() {
			Threads.this.five.work();
		}

	}

	private static final class WithTask extends Thread {

		WithTask(Runnable task) {
			super(task);
		}

		WithTask(ThreadGroup group, Runnable task) {
			super(group, task);
		}

	}

	private static final class OwnFactory implements ThreadFactory {

		@Override
		public Thread newThread(Runnable task) {
			return new Thread(task, "warm");
		}

	}

}
