package dev.tracing.soak;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;

/**
 * Traced methods that return a future, which threads complete that carry nothing.
 */
class FutureConstructs implements Constructs {

	private final Leaf leaf;

	private final FutureLeaf futures;

	FutureConstructs(Leaf leaf, FutureLeaf futures) {
		this.leaf = leaf;
		this.futures = futures;
	}

	@Override
	public List<Construct> constructs() {
		return List.of(
				Construct.blocking("future", "FutureLeaf.future {request=$} ×3",
						SpringTaskConstructs.atOnce(this.futures::future)),
				Construct.blocking("stage", "FutureLeaf.stage {request=$} ×3",
						SpringTaskConstructs.atOnce((request) -> this.futures.stage(request).toCompletableFuture())),
				Construct.blocking("future as object", "FutureLeaf.object {request=$} ×3",
						SpringTaskConstructs.atOnce((request) -> (CompletableFuture<?>) this.futures.object(request))),
				Construct.blocking("failing future",
						"FutureLeaf.failing {request=$} [error: java.lang.IllegalStateException]", this::failing),
				Construct.blocking("complete future", "FutureLeaf.given {request=$}", this::complete),
				Construct.blocking("cancelled future", "FutureLeaf.given {request=$} [cancelled]", this::cancel),
				Construct.blocking("future that times out",
						"FutureLeaf.given {request=$} [error: java.util.concurrent.TimeoutException]", this::timeOut),
				Construct.blocking("future then a call", """
						FutureLeaf.future {request=$}
						Leaf.work {request=$}
						""", this::thenCall));
	}

	private Object failing(String request) {
		try {
			return this.futures.failing(request).join();
		}
		catch (CompletionException ex) {
			return ex;
		}
	}

	private String complete(String request) {
		return this.futures.given(request, CompletableFuture.completedFuture("done")).join();
	}

	private Object cancel(String request) {
		CompletableFuture<String> own = new CompletableFuture<>();
		this.futures.given(request, own).cancel(true);
		try {
			return own.join();
		}
		catch (CancellationException ex) {
			return ex;
		}
	}

	private Object timeOut(String request) {
		try {
			return this.futures.given(request, new CompletableFuture<>()).orTimeout(1, TimeUnit.MILLISECONDS).join();
		}
		catch (CompletionException ex) {
			return ex;
		}
	}

	private String thenCall(String request) {
		CompletableFuture<String> future = this.futures.future(request);
		return this.leaf.work(request) + future.join();
	}

	static class FutureLeaf {

		private final ExecutorService elsewhere = java.util.concurrent.Executors.newFixedThreadPool(4, (task) -> {
			Thread thread = new Thread(task, "elsewhere");
			thread.setDaemon(true);
			return thread;
		});

		@Traced
		public CompletableFuture<String> future(@SpanAttribute("request") String request) {
			return CompletableFuture.supplyAsync(Work::work, this.elsewhere);
		}

		@Traced
		public CompletionStage<String> stage(@SpanAttribute("request") String request) {
			return CompletableFuture.supplyAsync(Work::work, this.elsewhere).thenApply(String::strip);
		}

		@Traced
		public Object object(@SpanAttribute("request") String request) {
			return CompletableFuture.supplyAsync(Work::work, this.elsewhere);
		}

		@Traced
		public CompletableFuture<String> failing(@SpanAttribute("request") String request) {
			return CompletableFuture.supplyAsync(() -> {
				throw new IllegalStateException(Work.work());
			}, this.elsewhere);
		}

		@Traced
		public CompletableFuture<String> given(@SpanAttribute("request") String request,
				CompletableFuture<String> future) {
			return future;
		}

	}

}
