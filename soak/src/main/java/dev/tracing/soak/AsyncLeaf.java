package dev.tracing.soak;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;

/**
 * Leaves on each executor of {@link Executors}, by {@code @Async}.
 */
class AsyncLeaf {

	private final Leaf leaf;

	AsyncLeaf(Leaf leaf) {
		this.leaf = leaf;
	}

	@Async
	@Traced
	public void fired(@SpanAttribute("request") String request, CountDownLatch done) {
		Work.work();
		done.countDown();
	}

	@Async
	@Traced
	public void unawaited(@SpanAttribute("request") String request) {
		Work.work();
	}

	@Async
	@Traced
	public CompletableFuture<String> future(@SpanAttribute("request") String request) {
		return CompletableFuture.completedFuture(Work.work());
	}

	@Async
	@Traced
	public Future<String> plainFuture(@SpanAttribute("request") String request) {
		return CompletableFuture.completedFuture(Work.work());
	}

	@Async("decorated")
	@Traced
	public CompletableFuture<String> decorated(@SpanAttribute("request") String request) {
		return CompletableFuture.completedFuture(Work.work());
	}

	@Async("perTask")
	@Traced
	public CompletableFuture<String> perTask(@SpanAttribute("request") String request) {
		return CompletableFuture.completedFuture(Work.work());
	}

	@Async("outer")
	@Traced
	public CompletableFuture<String> chained(@SpanAttribute("request") String request, AsyncLeaf self) {
		return self.future(request);
	}

	@Async
	@EventListener
	@Traced
	public void on(Happened event) {
		this.leaf.work(event.request());
		event.done().countDown();
	}

	/**
	 * An event.
	 *
	 * @param request the request that it happened in
	 * @param done counts the listeners that are done
	 */
	record Happened(String request, CountDownLatch done) {
	}

}
