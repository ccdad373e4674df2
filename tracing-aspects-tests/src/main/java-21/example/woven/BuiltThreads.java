package example.woven;

import java.util.List;
import java.util.concurrent.Callable;

import dev.tracing.Traced;

/**
 * Platform threads by the builder that came with JDK 21.
 */
public class BuiltThreads implements Callable<Object> {

	private final Leaf two = new Leaf(2);

	@Override
	@Traced("BuiltThreads")
	public Object call() throws InterruptedException {
		Thread unstarted = Thread.ofPlatform().name("built").unstarted(this.two::work);
		unstarted.start();
		for (Thread thread : List.of(unstarted, Thread.ofPlatform().start(this.two::work))) {
			thread.join();
		}
		return this;
	}

}
