package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import dev.tracing.TracingAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spans at random, and what has to hold for all of them. Mostly a tree of tasks on a few
 * threads, but anything may be missing or wrong.
 */
final class RandomTraces {

	private static final int TRACES = 3000;

	private RandomTraces() {
	}

	/**
	 * Looks at spans that may have each other's ids.
	 */
	static void forEachHoweverBroken(Consumer<List<TraceSpan>> property) {
		forEach(true, property);
	}

	/**
	 * Looks at spans whose ids are their own.
	 */
	static void forEach(Consumer<List<TraceSpan>> property) {
		forEach(false, property);
	}

	/**
	 * Runs where hardly anything may recurse.
	 */
	static void onASmallStack(Runnable code) throws InterruptedException {
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		Thread smallStack = new Thread(null, code, "small stack", 256 * 1024);
		smallStack.setUncaughtExceptionHandler((thread, ex) -> failures.add(ex));
		smallStack.start();
		smallStack.join();
		assertThat(failures).isEmpty();
	}

	static List<TraceSpan> shuffled(List<TraceSpan> spans) {
		List<TraceSpan> shuffled = new ArrayList<>(spans);
		Collections.shuffle(shuffled, new Random(spans.size()));
		return shuffled;
	}

	private static void forEach(boolean duplicateIds, Consumer<List<TraceSpan>> property) {
		new Random(20261125).longs(TRACES).forEach((seed) -> {
			try {
				property.accept(spans(new Random(seed), duplicateIds));
			}
			catch (AssertionError ex) {
				throw new AssertionError("Does not hold for the spans of seed " + seed, ex);
			}
		});
	}

	private static List<TraceSpan> spans(Random random, boolean duplicateIds) {
		int size = 1 + random.nextInt(25);
		int scale = List.of(200, 500, 5000, 50_000).get(random.nextInt(4));
		int grid = List.of(1, 50, 100).get(random.nextInt(3));
		List<TraceSpan> spans = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			long from = (i == 0) ? 0 : random.nextInt(scale) / grid * grid;
			long to = (i == 0) ? scale : from + random.nextInt(scale) / (1 + random.nextInt(4)) / grid * grid;
			String name = (random.nextInt(3) > 0) ? "name " + random.nextInt(3) : "name of " + i;
			TraceSpan.Builder span = SpanFixtures.running("id " + (duplicateIds ? random.nextInt(size) : i), name,
					from);
			if (i > 0 && random.nextInt(20) > 0) {
				span.parent("id " + random.nextInt(random.nextBoolean() ? i : size));
			}
			if (random.nextInt(20) > 0) {
				// a clock may have been set meanwhile
				span.end(SpanFixtures.at(duplicateIds ? to - random.nextInt(3) : to));
			}
			onAThread(span, scale, random);
			spans.add(span.build());
		}
		return spans;
	}

	private static void onAThread(TraceSpan.Builder span, int scale, Random random) {
		if (random.nextInt(4) > 0) {
			span.thread(random.nextInt(3), "thread");
		}
		if (random.nextBoolean()) {
			span.attribute(TracingAttributes.TASK_ID, (long) random.nextInt(4));
			if (random.nextInt(4) > 0) {
				span.attribute(TracingAttributes.TASK_QUEUE_TIME, random.nextInt(scale) * 1000L);
			}
		}
	}

}
