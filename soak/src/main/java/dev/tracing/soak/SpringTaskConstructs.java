package dev.tracing.soak;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;

/**
 * Spring's tasks and events.
 */
class SpringTaskConstructs implements Constructs {

	private final AsyncLeaf async;

	private final Leaf leaf;

	private final ApplicationEventPublisher events;

	private final AsyncTaskExecutor executor;

	private final TaskScheduler scheduler;

	SpringTaskConstructs(AsyncLeaf async, Leaf leaf, ApplicationEventPublisher events,
			@Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor,
			@Qualifier("taskScheduler") TaskScheduler scheduler) {
		this.async = async;
		this.leaf = leaf;
		this.events = events;
		this.executor = executor;
		this.scheduler = scheduler;
	}

	@Override
	public List<Construct> constructs() {
		return List.of(Construct.blocking("async void", "AsyncLeaf.fired {request=$} ×3", this::fire),
				Construct.blocking("async unawaited", "AsyncLeaf.unawaited {request=$} ×2", this::fireAndForget)
					.unawaited(),
				Construct.blocking("async future", "AsyncLeaf.future {request=$} ×3", atOnce(this.async::future)),
				Construct.blocking("async plain future", "AsyncLeaf.plainFuture {request=$} ×3",
						atOnce(this.async::plainFuture)),
				Construct.blocking("async decorated", "AsyncLeaf.decorated {request=$} ×3",
						atOnce(this.async::decorated)),
				Construct.blocking("async thread per task", "AsyncLeaf.perTask {request=$} ×3",
						atOnce(this.async::perTask)),
				Construct.blocking("async in async", """
						AsyncLeaf.chained {request=$} ×2
						  AsyncLeaf.future {request=$}
						""", this::chained), Construct.blocking("async listener", """
						AsyncLeaf.on ×2
						  Leaf.work {request=$}
						""", this::publish),
				Construct.blocking("injected executor", "Leaf.work {request=$} ×4", this::submit),
				Construct.blocking("scheduled once", "Leaf.work {request=$} ×2", this::schedule));
	}

	/**
	 * Starts something three times, and waits for it.
	 */
	static Construct.Blocking atOnce(Function<String, ? extends Future<?>> start) {
		return (request) -> await(Stream.generate(() -> start.apply(request)).limit(3).toList());
	}

	static String await(List<? extends Future<?>> futures) throws Exception {
		for (Future<?> future : futures) {
			future.get();
		}
		return "done";
	}

	private String fire(String request) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(3);
		IntStream.range(0, 3).forEach((i) -> this.async.fired(request, done));
		done.await();
		return "done";
	}

	private String fireAndForget(String request) {
		this.async.unawaited(request);
		this.async.unawaited(request);
		return "done";
	}

	private String chained(String request) throws Exception {
		return await(List.of(this.async.chained(request, this.async), this.async.chained(request, this.async)));
	}

	private String publish(String request) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(2);
		this.events.publishEvent(new AsyncLeaf.Happened(request, done));
		this.events.publishEvent(new AsyncLeaf.Happened(request, done));
		done.await();
		return "done";
	}

	private String submit(String request) throws Exception {
		CompletableFuture<String> executed = new CompletableFuture<>();
		this.executor.execute(() -> executed.complete(this.leaf.work(request)));
		return await(List.of(executed, this.executor.submit(() -> this.leaf.work(request)),
				this.executor.submitCompletable(() -> this.leaf.work(request)),
				this.executor.submit((Runnable) () -> this.leaf.work(request))));
	}

	/**
	 * Does not wait for what the scheduler returns: on virtual threads that is done when
	 * a thread has been started.
	 */
	private String schedule(String request) throws Exception {
		return await(Stream.generate(() -> {
			CompletableFuture<String> scheduled = new CompletableFuture<>();
			this.scheduler.schedule(() -> {
				scheduled.complete(this.leaf.work(request));
			}, Instant.now().plusMillis(1));
			return scheduled;
		}).limit(2).toList());
	}

}
