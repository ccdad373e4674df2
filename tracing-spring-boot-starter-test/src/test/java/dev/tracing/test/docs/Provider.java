package dev.tracing.test.docs;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;

/**
 * Takes its time, as a provider does, and answers five at a time.
 */
@Traced
class Provider {

	private final CyclicBarrier five = new CyclicBarrier(5);

	public int quote(@SpanAttribute("provider") String name, String city) {
		try {
			this.five.await();
			Thread.sleep(5);
			this.five.await();
		}
		catch (InterruptedException | BrokenBarrierException ex) {
			throw new IllegalStateException(ex);
		}
		return (name + city).length();
	}

	public void book(String city) {
		if (city.isEmpty()) {
			throw new IllegalArgumentException("no city");
		}
	}

}
