package dev.tracing.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class PropagatingExecutorServiceTests {

	private static final Context A = Contexts.numbered(1);

	private final TaskPropagation propagation = new TaskPropagation();

	private ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());

	private ExecutorService executor = wrap(this.pool);

	@AfterEach
	void threadsHoldNothing() {
		if (!this.pool.isShutdown()) {
			Workers.holdNothing(this.pool);
		}
		this.pool.shutdownNow();
		Workers.holdsNothing();
	}

	@Test
	void aPoolAsItIsLosesTheContext() {
		try (Scope a = A.makeCurrent()) {
			assertThat(Contexts.await(this.pool.submit(() -> Context.current()))).isSameAs(Context.root());
		}
	}

	@Test
	void everyWayToSubmitCarriesTheContext() throws Exception {
		AtomicReference<Context> seen = new AtomicReference<>();
		Callable<Context> call = Context::current;
		Runnable run = () -> seen.set(Context.current());
		try (Scope a = A.makeCurrent()) {
			assertThat(Contexts.await(this.executor.submit(call))).isSameAs(A);
			Contexts.await(this.executor.submit(run));
			assertThat(seen.getAndSet(null)).isSameAs(A);
			assertThat(Contexts.await(this.executor.submit(run, "result"))).isEqualTo("result");
			assertThat(seen.getAndSet(null)).isSameAs(A);
			FutureTask<Context> executed = new FutureTask<>(call);
			this.executor.execute(executed);
			assertThat(Contexts.await(executed)).isSameAs(A);
			List<Callable<Context>> calls = Collections.nCopies(5, call);
			for (Future<Context> future : this.executor.invokeAll(calls)) {
				assertThat(Contexts.await(future)).isSameAs(A);
			}
			for (Future<Context> future : this.executor.invokeAll(calls, 10, TimeUnit.SECONDS)) {
				assertThat(Contexts.await(future)).isSameAs(A);
			}
			assertThat(this.executor.invokeAny(calls)).isSameAs(A);
			assertThat(this.executor.invokeAny(calls, 10, TimeUnit.SECONDS)).isSameAs(A);
			ExecutorCompletionService<Context> completion = new ExecutorCompletionService<>(this.executor);
			completion.submit(call);
			assertThat(Contexts.await(completion.take())).isSameAs(A);
			assertThat(Contexts.await(CompletableFuture.supplyAsync(Context::current, this.executor))).isSameAs(A);
		}
		assertThat(Contexts.await(this.executor.submit(call))).isSameAs(Context.root());
	}

	@Test
	void callerRunsWithItsOwnContextIntact() {
		usePool(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(),
				new ThreadPoolExecutor.CallerRunsPolicy()));
		CountDownLatch busy = occupy();
		try (Scope b = Contexts.numbered(2).makeCurrent()) {
			Context mine = Context.current();
			Runnable foreign;
			try (Scope a = A.makeCurrent()) {
				foreign = this.propagation.wrap(() -> {
					assertThat(Context.current()).isSameAs(A);
				});
			}
			Contexts.await(this.executor.submit(() -> {
				assertThat(RunningTask.current()).isNotNull();
				foreign.run();
				assertThat(Context.current()).isSameAs(mine);
			}));
			assertThat(Context.current()).isSameAs(mine);
			assertThat(RunningTask.current()).isNull();
		}
		busy.countDown();
	}

	@Test
	void rejectedTaskLeavesTheCallersContextIntact() {
		usePool(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>()));
		CountDownLatch busy = occupy();
		try (Scope a = A.makeCurrent()) {
			assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.executor.execute(() -> {
			}));
			assertThat(Context.current()).isSameAs(A);
		}
		busy.countDown();
	}

	@Test
	void handlerOfRejectedTasksFindsTheOriginal() {
		List<Object> rejected = new ArrayList<>();
		usePool(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(),
				(task, pool) -> rejected.add(((WrappedTask) task).unwrap())));
		CountDownLatch busy = occupy();
		Runnable task = () -> {
		};
		this.executor.execute(task);
		assertThat(rejected).containsExactly(task);
		busy.countDown();
	}

	@Test
	void taskThatIsCancelledBeforeItRunsDoesNotRun() {
		usePool(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()));
		CountDownLatch busy = occupy();
		List<String> ran = Collections.synchronizedList(new ArrayList<>());
		try (Scope a = A.makeCurrent()) {
			Future<?> future = this.executor.submit(() -> ran.add("cancelled"));
			assertThat(future.cancel(false)).isTrue();
		}
		busy.countDown();
		Contexts.await(this.executor.submit(() -> ran.add("next")));
		assertThat(ran).containsExactly("next");
	}

	@Test
	void failureOfATaskIsTheVerySame() {
		Exception failure = new Exception("expected");
		Future<?> future = this.executor.submit((Callable<?>) () -> {
			throw failure;
		});
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> future.get(10, TimeUnit.SECONDS))
			.havingCause()
			.isSameAs(failure);
	}

	@Test
	void tasksAreTakenInTheirOwnOrder() {
		usePool(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>()));
		CountDownLatch busy = occupy();
		List<Integer> order = Collections.synchronizedList(new ArrayList<>());
		CountDownLatch done = new CountDownLatch(3);
		for (int priority : List.of(3, 1, 2)) {
			this.executor.execute(new Prioritized(priority, order, done));
		}
		busy.countDown();
		await(done);
		assertThat(order).containsExactly(1, 2, 3);
		// of several at once, as the threads are looked at afterwards, none has an order
		this.pool.shutdown();
	}

	@Test
	void tasksThatWereNotStartedAreReturnedAsTheyWereSubmitted() {
		usePool(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()));
		CountDownLatch busy = occupy();
		Runnable task = () -> {
		};
		this.executor.execute(task);
		List<Runnable> remaining = this.executor.shutdownNow();
		assertThat(remaining).containsExactly(task);
		remaining.clear();
		busy.countDown();
	}

	@Test
	void lifeCycleIsThatOfTheService() throws Exception {
		assertThat(this.executor.isShutdown()).isFalse();
		this.executor.shutdown();
		assertThat(this.executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.pool.isShutdown()).isTrue();
		assertThat(this.executor.isShutdown()).isTrue();
		assertThat(this.executor.isTerminated()).isTrue();
		assertThat(this.executor).hasToString(this.pool.toString());
		assertThat(((WrappedExecutor) this.executor).unwrap()).isSameAs(this.pool);
	}

	@Test
	void isClosedInTheWayOfTheService() {
		PoolWithItsOwnWayToClose own = new PoolWithItsOwnWayToClose();
		usePool(own);
		((PropagatingExecutorService<?>) this.executor).close();
		assertThat(own.isShutdown()).isFalse();
		assertThat(own.closed).isEqualTo(1);
	}

	@Test
	void nullIsRefusedAtOnce() {
		assertThatNullPointerException().isThrownBy(() -> this.executor.execute(null));
		assertThatNullPointerException().isThrownBy(() -> this.executor.submit((Runnable) null));
		assertThatNullPointerException().isThrownBy(() -> this.executor.submit((Callable<?>) null));
		assertThatNullPointerException().isThrownBy(() -> this.executor.invokeAll(null));
		assertThatNullPointerException()
			.isThrownBy(() -> this.executor.invokeAny(Collections.singletonList((Callable<?>) null)));
	}

	@Test
	void tasksOfManySubmittersAreNotMixedUp() {
		ExecutorService submitters = Executors.newFixedThreadPool(8);
		List<Callable<Context>> calls = Collections.nCopies(5, Context::current);
		List<Future<?>> results = new ArrayList<>();
		for (int i = 1; i <= 400; i++) {
			Context mine = Contexts.numbered(i);
			results.add(submitters.submit(() -> {
				try (Scope scope = mine.makeCurrent()) {
					for (Future<Context> seen : this.executor.invokeAll(calls)) {
						assertThat(Contexts.await(seen)).isSameAs(mine);
					}
				}
				return null;
			}));
		}
		results.forEach(Contexts::await);
		Workers.holdNothing(submitters, 8);
		submitters.shutdown();
	}

	private ExecutorService wrap(ExecutorService service) {
		return (ExecutorService) new ExecutorInstrumentation(this.propagation)
			.instrument(service, ExecutorService.class)
			.executor();
	}

	private void usePool(ThreadPoolExecutor pool) {
		this.pool.shutdownNow();
		this.pool = pool;
		this.executor = wrap(pool);
	}

	/**
	 * Keeps the one thread of the pool busy until the latch is counted down.
	 */
	private CountDownLatch occupy() {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		this.pool.execute(() -> {
			started.countDown();
			await(end);
		});
		await(started);
		return end;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Like the common pool, which is there to stay.
	 */
	private static final class PoolWithItsOwnWayToClose extends ThreadPoolExecutor implements AutoCloseable {

		private int closed;

		PoolWithItsOwnWayToClose() {
			super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		}

		@Override
		public void close() {
			this.closed++;
		}

	}

	private record Prioritized(int priority, List<Integer> order,
			CountDownLatch done) implements Runnable, Comparable<Prioritized> {

		@Override
		public void run() {
			this.order.add(this.priority);
			this.done.countDown();
		}

		@Override
		public int compareTo(Prioritized other) {
			return Integer.compare(this.priority, other.priority);
		}

	}

}
