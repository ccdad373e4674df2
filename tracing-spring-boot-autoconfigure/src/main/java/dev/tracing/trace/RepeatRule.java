package dev.tracing.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.tracing.trace.Finding.Level;

/**
 * Repeats that take a noticeable part of their parent's time.
 */
final class RepeatRule {

	private static final int MIN_COUNT = 10;

	private static final long MIN_SUM_NANOS = 5_000_000;

	private static final int MIN_PERCENT = 10;

	static void apply(RepeatedCalls repeat, Consumer<Finding> found) {
		long share = repeat.parent().durationNanos() * MIN_PERCENT / 100;
		if (repeat.count() < MIN_COUNT || repeat.sumNanos() < Math.max(MIN_SUM_NANOS, share)) {
			return;
		}
		String what = "×" + repeat.count() + " " + EscapedText.of(repeat.key());
		String sum = HumanDuration.of(repeat.sumNanos());
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("key", repeat.key());
		data.put("count", (long) repeat.count());
		data.put("sumNanos", repeat.sumNanos());
		data.put("parallel", repeat.parallel());
		found.accept(new Finding(FindingRule.REPEATED_CALLS, Level.INFO, repeat.parent(),
				(repeat.parallel() ? "fans out to " : "repeats ") + what + ", " + sum + " in all", data));
	}

	private RepeatRule() {
	}

}
