package example.woven;

import java.util.List;
import java.util.concurrent.Callable;

import dev.tracing.Traced;

/**
 * Platform threads by the builder that came with JDK 21.
 */
public class BuiltThreads implements Callable<Object> {

	private final Leaf three = new Leaf(3);

	@Override
	@Traced("BuiltThreads")
	public Object call() throws InterruptedException {
		Thread unstarted = Thread.ofPlatform().name("built").unstarted(this.three::work);
		unstarted.start();
		Thread.Builder builder = Thread.ofPlatform();
		for (Thread thread : List.of(unstarted, builder.start(this.three::work),
				Thread.ofPlatform().start(this.three::work))) {
			thread.join();
		}
		return this;
	}

}
