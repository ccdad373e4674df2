package example.callsites;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.tracing.Traced;
import dev.tracing.benchmarks.weaving.CallSites;

/**
 * Calls that weaving concerns, with as little around them as there can be.
 */
public class HotCallSites implements CallSites {

	private final List<Integer> ten = IntStream.range(0, 10).boxed().toList();

	@Override
	public int supplyAsync() {
		return CompletableFuture.supplyAsync(() -> 1).join();
	}

	@Override
	public int supplyAsyncHere() {
		return CompletableFuture.supplyAsync(() -> 1, Runnable::run).join();
	}

	@Override
	public int thenApply(CompletableFuture<Integer> complete) {
		return complete.thenApply((value) -> value + 1).join();
	}

	@Override
	public int parallelStream() {
		return IntStream.range(0, 1_000_000).parallel().map((value) -> value ^ 5).sum();
	}

	@Override
	public int parallelWork() {
		return IntStream.range(0, 10_000).parallel().map(HotCallSites::work).sum();
	}

	@Override
	public int sequentialStream() {
		return this.ten.stream().map((value) -> value ^ 5).toList().size();
	}

	@Override
	public int sequentialStreamOnly() {
		return SequentialCallSites.size(this.ten);
	}

	@Override
	@Traced
	public int tracedMethod(int value) {
		return value + 1;
	}

	/** Some hundred nanoseconds, which cannot be left out. */
	private static int work(int value) {
		int result = value;
		for (int i = 0; i < 300; i++) {
			result = result * 31 + i;
		}
		return result;
	}

}
