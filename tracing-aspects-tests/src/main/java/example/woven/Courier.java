package example.woven;

import java.util.concurrent.CompletableFuture;

import dev.tracing.Traced;

import org.springframework.scheduling.annotation.Async;

/**
 * Not a bean, and asynchronous by Spring's own aspect all the same.
 */
public class Courier {

	private final Leaf leaf = new Leaf();

	@Traced
	public String send() {
		return deliver().join();
	}

	@Async
	@Traced
	CompletableFuture<String> deliver() {
		this.leaf.quick();
		return CompletableFuture.completedFuture(Thread.currentThread().getName());
	}

}
