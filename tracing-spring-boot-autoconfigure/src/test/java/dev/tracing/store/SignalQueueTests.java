package dev.tracing.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignalQueueTests {

	@Test
	void givesElementsInTheOrderInWhichTheyCame() {
		SignalQueue<Integer> queue = new SignalQueue<>(4);
		for (int i = 0; i < 10; i += 2) {
			queue.offer(i);
			queue.offer(i + 1);
			assertThat(queue.poll()).isEqualTo(i);
			assertThat(queue.isEmpty()).isFalse();
			assertThat(queue.poll()).isEqualTo(i + 1);
			assertThat(queue.isEmpty()).isTrue();
			assertThat(queue.poll()).isNull();
		}
		assertThat(queue.offered()).isEqualTo(10);
		assertThat(queue.taken()).isEqualTo(10);
	}

	@Test
	void dropsAndCountsWhatFindsItFull() {
		SignalQueue<Integer> queue = new SignalQueue<>(5);
		IntStream.range(0, 11).forEach(queue::offer);
		assertThat(queue.dropped()).as("of a capacity of 5, rounded up to 8").isEqualTo(3);
		assertThat(IntStream.range(0, 8).mapToObj((i) -> queue.poll())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
		assertThat(queue.poll()).isNull();
		queue.offer(42);
		assertThat(queue.poll()).isEqualTo(42);
	}

	@Test
	void holdsOneElementAtLeast() {
		SignalQueue<Integer> queue = new SignalQueue<>(1);
		queue.offer(1);
		assertThat(queue.poll()).isEqualTo(1);
	}

	@Test
	void losesNothingUncountedHoweverManyThreadsOffer() throws InterruptedException {
		int threads = 8;
		int each = 50_000;
		SignalQueue<int[]> queue = new SignalQueue<>(256);
		CountDownLatch running = new CountDownLatch(threads);
		for (int thread = 0; thread < threads; thread++) {
			int number = thread;
			new Thread(() -> {
				IntStream.range(0, each).forEach((i) -> queue.offer(new int[] { number, i }));
				running.countDown();
			}).start();
		}
		List<int[]> taken = new ArrayList<>();
		while (running.getCount() > 0 || !queue.isEmpty()) {
			int[] element = queue.poll();
			if (element != null) {
				taken.add(element);
			}
		}
		assertThat(taken.size() + queue.dropped()).isEqualTo((long) threads * each);
		int[] last = IntStream.range(0, threads).map((thread) -> -1).toArray();
		for (int[] element : taken) {
			assertThat(element[1]).isGreaterThan(last[element[0]]);
			last[element[0]] = element[1];
		}
	}

}
