package example.woven;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.tracing.Traced;

/**
 * Futures of the common pool, and what is attached to futures.
 */
public class Futures {

	private final Leaf leaf = new Leaf();

	private final Leaf five = new Leaf(5);

	@Traced
	public void supplyAsync() {
		Stream.generate(() -> CompletableFuture.supplyAsync(this.five::work))
			.limit(5)
			.toList()
			.forEach(CompletableFuture::join);
	}

	@Traced
	public void runAsync() {
		Stream.generate(() -> CompletableFuture.runAsync(this.five::work))
			.limit(5)
			.toList()
			.forEach(CompletableFuture::join);
	}

	@Traced
	public void onAnExecutor(Executor executor) {
		Leaf three = new Leaf(3);
		CompletableFuture
			.allOf(CompletableFuture.supplyAsync(three::work, executor),
					CompletableFuture.runAsync(three::work, executor),
					new CompletableFuture<String>().completeAsync(three::work, executor))
			.join();
	}

	@Traced
	public void composed() {
		CompletableFuture.supplyAsync(this.leaf::work)
			.thenCompose((result) -> CompletableFuture.supplyAsync(this.leaf::work))
			.thenComposeAsync((result) -> CompletableFuture.supplyAsync(this.leaf::work))
			.join();
	}

	/**
	 * Work that a thread of the JDK's starts or completes when its time has come.
	 */
	@Traced
	public void timed() {
		Leaf leaf = this.leaf;
		Executor soon = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);
		CompletableFuture<String> executed = new CompletableFuture<>();
		soon.execute(() -> executed.complete(leaf.quick()));
		CompletableFuture
			.allOf(executed, CompletableFuture.supplyAsync(leaf::quick, soon),
					CompletableFuture.runAsync(leaf::quick, soon),
					new CompletableFuture<String>().completeOnTimeout("late", 1, TimeUnit.MILLISECONDS)
						.thenApply((value) -> leaf.quick()),
					new CompletableFuture<String>().orTimeout(1, TimeUnit.MILLISECONDS)
						.exceptionally((timeout) -> leaf.quick())
						.thenCompose((value) -> CompletableFuture.supplyAsync(leaf::quick, soon)))
			.join();
	}

	/**
	 * What is done with a response, on whatever thread it comes.
	 */
	@Traced
	public List<String> get(HttpClient client, URI uri) {
		Leaf three = new Leaf(3);
		HttpRequest request = HttpRequest.newBuilder(uri).build();
		return Stream
			.generate(() -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
				.thenApply(HttpResponse::body)
				.thenApplyAsync((body) -> body + " " + three.work())
				.whenComplete((body, failure) -> this.leaf.quick()))
			.limit(3)
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
	}

	/**
	 * Attaches a leaf in every way there is.
	 * @param one a future that is to complete
	 * @param failing a future that is to fail
	 * @return what has been attached
	 */
	@Traced
	public List<CompletableFuture<?>> attach(CompletionStage<String> one, CompletionStage<String> failing) {
		CompletableFuture<String> never = new CompletableFuture<>();
		Executor here = Runnable::run;
		Leaf leaf = this.leaf;
		List<CompletionStage<?>> attached = new ArrayList<>();
		attached.add(one.thenApply((value) -> leaf.quick()));
		attached.add(one.thenApplyAsync((value) -> leaf.quick()));
		attached.add(one.thenApplyAsync((value) -> leaf.quick(), here));
		attached.add(one.thenAccept((value) -> leaf.quick()));
		attached.add(one.thenAcceptAsync((value) -> leaf.quick()));
		attached.add(one.thenRun(leaf::quick));
		attached.add(one.thenRunAsync(leaf::quick));
		attached.add(one.thenCombine(one, (first, second) -> leaf.quick()));
		attached.add(one.thenCombineAsync(one, (first, second) -> leaf.quick()));
		attached.add(one.thenAcceptBoth(one, (first, second) -> leaf.quick()));
		attached.add(one.thenAcceptBothAsync(one, (first, second) -> leaf.quick()));
		attached.add(one.runAfterBoth(one, leaf::quick));
		attached.add(one.runAfterBothAsync(one, leaf::quick));
		attached.add(one.applyToEither(never, (value) -> leaf.quick()));
		attached.add(one.applyToEitherAsync(never, (value) -> leaf.quick()));
		attached.add(one.acceptEither(never, (value) -> leaf.quick()));
		attached.add(one.acceptEitherAsync(never, (value) -> leaf.quick()));
		attached.add(one.runAfterEither(never, leaf::quick));
		attached.add(one.runAfterEitherAsync(never, leaf::quick));
		attached.add(one.thenCompose((value) -> CompletableFuture.completedFuture(leaf.quick())));
		attached.add(one.thenComposeAsync((value) -> CompletableFuture.completedFuture(leaf.quick())));
		attached.add(one.handle((value, failure) -> leaf.quick()));
		attached.add(one.handleAsync((value, failure) -> leaf.quick()));
		attached.add(one.whenComplete((value, failure) -> leaf.quick()));
		attached.add(one.whenCompleteAsync((value, failure) -> leaf.quick()));
		attached.add(failing.exceptionally((failure) -> leaf.quick()));
		attached.add(failing.exceptionallyAsync((failure) -> leaf.quick()));
		attached.add(failing.exceptionallyCompose((failure) -> CompletableFuture.completedFuture(leaf.quick())));
		attached.add(failing.exceptionallyComposeAsync((failure) -> CompletableFuture.completedFuture(leaf.quick())));
		return attached.stream().<CompletableFuture<?>>map(CompletionStage::toCompletableFuture).toList();
	}

	/**
	 * Attaches a leaf, whatever is current then.
	 */
	public CompletableFuture<String> attachOutsideOfAnyTrace(CompletableFuture<String> future) {
		return future.thenApply((value) -> this.leaf.quick());
	}

	@Traced
	public void complete(CompletableFuture<String> future, CompletableFuture<String> failing) {
		future.complete("complete");
		failing.completeExceptionally(new IllegalStateException("failed"));
	}

	/**
	 * What a supplier gives on another thread.
	 */
	public String elsewhere(Supplier<String> supplier) {
		return CompletableFuture.supplyAsync(supplier).join();
	}

	public void attachNothing(CompletableFuture<String> future) {
		future.thenApply(null);
	}

}
