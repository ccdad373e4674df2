package example.woven;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import dev.tracing.Traced;

/**
 * What is called. Not a bean.
 */
public final class Leaf {

	private final CyclicBarrier together;

	public Leaf() {
		this(1);
	}

	/**
	 * Create a leaf.
	 * @param together how many calls of {@link #work()} run at the same time
	 */
	public Leaf(int together) {
		this.together = new CyclicBarrier(together);
	}

	/**
	 * Waits for the other calls, and works with them for a while.
	 */
	@Traced
	public String work() {
		try {
			this.together.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
		LockSupport.parkNanos(5_000_000);
		return "worked";
	}

	@Traced
	public String quick() {
		return "done";
	}

}
