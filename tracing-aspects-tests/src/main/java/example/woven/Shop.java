package example.woven;

import java.util.concurrent.CompletableFuture;

import dev.tracing.Traced;

import org.springframework.scheduling.annotation.Async;

/**
 * A bean, whose methods are woven where they have the annotation themselves.
 */
public class Shop implements Shelf {

	@Traced
	public String order() {
		return stored();
	}

	@Traced
	public String stored() {
		return "stored";
	}

	@Async
	@Traced
	public CompletableFuture<String> delivered() {
		return CompletableFuture.completedFuture(stored());
	}

	@Override
	public String shelve() {
		return "shelved";
	}

}
