package dev.tracing.soak;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.context.Context;

/**
 * The JDK's executors, as beans.
 */
class JdkExecutorConstructs implements Constructs {

	private static final String THREE = "Leaf.work {request=$} ×3";

	private final Leaf leaf;

	private final ExecutorService pool;

	private final ExecutorService callerRuns;

	private final ExecutorService rejecting;

	private final ScheduledExecutorService scheduled;

	JdkExecutorConstructs(Leaf leaf, ExecutorService pool, ExecutorService callerRuns, ExecutorService rejecting,
			ScheduledExecutorService scheduled) {
		this.leaf = leaf;
		this.pool = pool;
		this.callerRuns = callerRuns;
		this.rejecting = rejecting;
		this.scheduled = scheduled;
	}

	@Override
	public List<Construct> constructs() {
		return List.of(Construct.blocking("pool submit", THREE, submit(this.pool)),
				Construct.blocking("pool execute", THREE, this::execute),
				Construct.blocking("invokeAll", THREE, (request) -> this.pool.invokeAll(tasks(request))),
				Construct
					.blocking("invokeAny", "Leaf.work {request=$} ×1..3",
							(request) -> this.pool.invokeAny(tasks(request)))
					.unawaited(),
				Construct.blocking("completion service", THREE, this::completionService),
				Construct.blocking("supplyAsync on pool", THREE, this::supplyAsync),
				Construct.blocking("caller runs", THREE, submit(this.callerRuns)),
				Construct.blocking("rejecting", THREE, this::orRunIfRejected),
				Construct.blocking("cancelled task", "Leaf.work {request=$} ×0..1", this::cancel).unawaited(),
				Construct.blocking("scheduled executor", THREE, this::schedule),
				Construct.blocking("recurring inside", "Leaf.work {request=$}", this::recur));
	}

	private List<Callable<String>> tasks(String request) {
		return Collections.nCopies(3, () -> this.leaf.work(request));
	}

	private Construct.Blocking submit(ExecutorService executor) {
		return SpringTaskConstructs.atOnce((request) -> {
			Context before = Context.current();
			Future<String> submitted = executor.submit(() -> this.leaf.work(request));
			if (Context.current() != before) {
				throw new AssertionError("Submitting has changed what is current");
			}
			return submitted;
		});
	}

	private String execute(String request) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(3);
		Runnable task = () -> {
			this.leaf.work(request);
			done.countDown();
		};
		this.pool.execute(task);
		this.pool.execute(task);
		this.pool.execute(task);
		done.await();
		return "done";
	}

	private String completionService(String request) throws Exception {
		ExecutorCompletionService<String> service = new ExecutorCompletionService<>(this.pool);
		tasks(request).forEach(service::submit);
		return service.take().get() + service.take().get() + service.take().get();
	}

	private String supplyAsync(String request) throws Exception {
		return SpringTaskConstructs.await(tasks(request).stream()
			.map((task) -> CompletableFuture.supplyAsync(() -> this.leaf.work(request), this.pool))
			.toList());
	}

	/**
	 * Three leaves, whether the pool has room for them or not.
	 */
	private String orRunIfRejected(String request) throws Exception {
		return SpringTaskConstructs.await(tasks(request).stream().map(this::submitOrRun).toList());
	}

	private Future<String> submitOrRun(Callable<String> task) {
		try {
			return this.rejecting.submit(task);
		}
		catch (RejectedExecutionException ex) {
			try {
				return CompletableFuture.completedFuture(task.call());
			}
			catch (Exception failure) {
				return CompletableFuture.failedFuture(failure);
			}
		}
	}

	private boolean cancel(String request) {
		return this.pool.submit(() -> this.leaf.work(request)).cancel(true);
	}

	private String schedule(String request) throws Exception {
		return SpringTaskConstructs.await(tasks(request).stream()
			.map((task) -> this.scheduled.schedule(task, 500, TimeUnit.MICROSECONDS))
			.toList());
	}

	/**
	 * Starts a recurring task, whose runs are traces of their own, and stops it.
	 */
	private String recur(String request) throws InterruptedException {
		CountDownLatch runs = new CountDownLatch(2);
		Future<?> recurring = this.scheduled.scheduleAtFixedRate(() -> {
			if (runs.getCount() > 0) {
				this.leaf.work(Recurring.REQUEST);
				runs.countDown();
			}
		}, 0, 500, TimeUnit.MICROSECONDS);
		runs.await();
		recurring.cancel(false);
		return this.leaf.work(request);
	}

}
