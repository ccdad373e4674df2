package example.woven;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.tracing.Traced;

/**
 * Pools that know the classes of their tasks.
 */
public class Pools {

	private final Leaf leaf = new Leaf();

	/**
	 * A pool that looks at each task before and after its run.
	 * @return the names of the tasks, as the pool sees them
	 */
	@Traced
	public List<String> watched() throws InterruptedException {
		List<String> names = new CopyOnWriteArrayList<>();
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {

			@Override
			protected void beforeExecute(Thread thread, Runnable task) {
				names.add("before " + ((Named) task).name());
			}

			@Override
			protected void afterExecute(Runnable task, Throwable failure) {
				names.add("after " + ((Named) task).name());
			}

		};
		pool.execute(new Named("one", this.leaf::quick));
		end(pool);
		return names;
	}

	/**
	 * A pool that makes futures of its own, by what it is given.
	 * @return the class of the future
	 */
	public Class<?> ownFutures() throws Exception {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {

			@Override
			protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
				return (task instanceof NamedCallable) ? new NamedFuture<>(task) : super.newTaskFor(task);
			}

		};
		Class<?> type = pool.submit(new NamedCallable()).getClass();
		end(pool);
		return type;
	}

	/**
	 * A pool with a handler of rejected tasks.
	 */
	@Traced
	public void rejected(RejectedExecutionHandler handler) throws InterruptedException {
		CountDownLatch busy = new CountDownLatch(1);
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), handler);
		pool.execute(() -> await(busy));
		pool.execute(new Named("two", this.leaf::quick));
		busy.countDown();
		end(pool);
	}

	/**
	 * A pool whose handler puts what is rejected into the queue, as soon as there is
	 * room.
	 */
	@Traced
	public void putNevertheless() throws InterruptedException {
		CountDownLatch busy = new CountDownLatch(1);
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1),
				new Putting(busy));
		pool.execute(() -> await(busy));
		pool.execute(this.leaf::quick);
		pool.execute(this.leaf::quick);
		end(pool);
	}

	public RejectedExecutionHandler handler(List<String> names) {
		return (task, pool) -> names.add(((Named) task).name());
	}

	public RejectedExecutionHandler handlerClass(List<String> names) {
		return new RejectedExecutionHandler() {

			@Override
			public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
				names.add(((Named) task).name());
			}

		};
	}

	/**
	 * Takes a task back.
	 * @return whether it was there
	 */
	public boolean takeBack(Runnable task) throws InterruptedException {
		CountDownLatch busy = new CountDownLatch(1);
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		pool.execute(() -> await(busy));
		pool.execute(task);
		boolean removed = pool.remove(task);
		busy.countDown();
		end(pool);
		return removed;
	}

	/**
	 * A queue that asks its elements how long they have to wait.
	 */
	@SuppressWarnings({ "rawtypes", "unchecked" })
	public void delayed(Runnable run) throws InterruptedException {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, (BlockingQueue) new DelayQueue());
		pool.prestartAllCoreThreads();
		CountDownLatch done = new CountDownLatch(1);
		pool.execute(new DelayedTask(() -> {
			run.run();
			done.countDown();
		}));
		done.await();
		end(pool);
	}

	/**
	 * Gives a task to an executor as it is.
	 */
	public void give(Executor executor, Runnable task) {
		executor.execute(task);
	}

	private static void end(ThreadPoolExecutor pool) throws InterruptedException {
		pool.shutdown();
		pool.awaitTermination(10, TimeUnit.SECONDS);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private record Named(String name, Runnable work) implements Runnable {

		@Override
		public void run() {
			this.work.run();
		}

	}

	private static final class NamedCallable implements Callable<String> {

		@Override
		public String call() {
			return "called";
		}

	}

	private static final class NamedFuture<T> extends FutureTask<T> {

		NamedFuture(Callable<T> task) {
			super(task);
		}

	}

	private static final class Putting implements RejectedExecutionHandler {

		private final CountDownLatch busy;

		Putting(CountDownLatch busy) {
			this.busy = busy;
		}

		@Override
		public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
			this.busy.countDown();
			try {
				pool.getQueue().put(task);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	private record DelayedTask(Runnable work) implements Runnable, Delayed {

		@Override
		public void run() {
			this.work.run();
		}

		@Override
		public long getDelay(TimeUnit unit) {
			return 0;
		}

		@Override
		public int compareTo(Delayed other) {
			return 0;
		}

	}

}
