package dev.tracing.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * A bounded queue into which many threads put and from which one takes. Nobody waits:
 * what finds the queue full is dropped and counted.
 *
 * @param <E> the type of the elements
 */
final class SignalQueue<E> {

	private final AtomicReferenceArray<@Nullable E> slots;

	private final int mask;

	private final AtomicLong offered = new AtomicLong();

	private final AtomicLong taken = new AtomicLong();

	private final LongAdder dropped = new LongAdder();

	/**
	 * Create a queue.
	 * @param capacity how many elements it holds at least; rounded up to a power of two
	 */
	SignalQueue(int capacity) {
		int length = Integer.highestOneBit(Math.max(1, capacity - 1)) << 1;
		this.slots = new AtomicReferenceArray<>(length);
		this.mask = length - 1;
	}

	/**
	 * Puts an element into the queue, or drops it.
	 */
	void offer(E element) {
		long position;
		do {
			position = this.offered.get();
			if (position - this.taken.get() > this.mask) {
				this.dropped.increment();
				return;
			}
		}
		while (!this.offered.compareAndSet(position, position + 1));
		this.slots.setRelease((int) position & this.mask, element);
	}

	/**
	 * Takes the next element; by one thread only.
	 * @return the element, or null if there is none, or the next one's thread has got a
	 * place in the queue and not yet come to put it there
	 */
	@Nullable E poll() {
		long position = this.taken.get();
		int slot = (int) position & this.mask;
		E element = this.slots.getAcquire(slot);
		if (element != null) {
			this.slots.setPlain(slot, null);
			this.taken.set(position + 1);
		}
		return element;
	}

	/**
	 * How many elements were ever offered and not dropped.
	 */
	long offered() {
		return this.offered.get();
	}

	/**
	 * How many elements were ever taken.
	 */
	long taken() {
		return this.taken.get();
	}

	boolean isEmpty() {
		return this.offered.get() == this.taken.get();
	}

	/**
	 * How many elements were dropped.
	 */
	long dropped() {
		return this.dropped.sum();
	}

}
