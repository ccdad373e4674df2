package example.woven;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.tracing.Traced;

/**
 * Virtual threads in every way to make one, which inherit the context already without
 * being woven.
 */
public class VirtualThreads implements Callable<Object> {

	private final Leaf seven = new Leaf(7);

	@Override
	@Traced("VirtualThreads")
	public Object call() throws Exception {
		Thread unstarted = Thread.ofVirtual().name("virtual").unstarted(this.seven::work);
		unstarted.start();
		Thread ofFactory = Thread.ofVirtual().factory().newThread(this.seven::work);
		ofFactory.start();
		List<Thread> threads = List.of(unstarted, ofFactory, Thread.ofVirtual().start(this.seven::work),
				Thread.startVirtualThread(this.seven::work), ((Thread.Builder) Thread.ofVirtual()).start(this.seven::work));
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
				ExecutorService ofNamed = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("v", 0).factory())) {
			for (Future<String> task : List.of(executor.submit(this.seven::work), ofNamed.submit(this.seven::work))) {
				task.get();
			}
		}
		for (Thread thread : threads) {
			thread.join();
		}
		return this;
	}

	/**
	 * A pool of virtual threads, of which the first task makes one.
	 */
	public static final class Pool implements Callable<Object> {

		private final Leaf leaf = new Leaf();

		@Override
		@Traced("VirtualThreads.Pool")
		public Object call() throws Exception {
			ExecutorService pool = Executors.newFixedThreadPool(1, Thread.ofVirtual().factory());
			CountDownLatch done = new CountDownLatch(1);
			pool.execute(() -> {
				this.leaf.quick();
				done.countDown();
			});
			done.await();
			return pool;
		}

	}

}
