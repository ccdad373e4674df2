package dev.tracing.test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import dev.tracing.trace.Trace;

/**
 * Tells what a test waited for in vain, and what it has seen instead.
 */
final class AwaitFailure {

	static String describe(int count, boolean matching, List<TraceReading> found, List<TraceReading> unread,
			Duration timeout) {
		StringBuilder message = new StringBuilder("Expected ").append(count)
			.append((count == 1) ? " trace" : " traces")
			.append(matching ? " that match" : "")
			.append((matching && count == 1) ? "es" : "")
			.append(", but there ")
			.append(number(found));
		if (found.size() <= count) {
			message.append(" after waiting ").append(timeout.toMillis()).append(" ms");
		}
		message.append('.');
		List<Trace> certain = traces(unread, true);
		message.append(certain.isEmpty() ? " Nothing was recorded in this test." : " Seen so far:" + trees(certain));
		message.append(TreeFailure.told(LostContexts.find(certain)));
		List<Trace> uncertain = traces(unread, false);
		if (!uncertain.isEmpty()) {
			message
				.append("\n\nBegan while several tests were running, on a thread of none of them, "
						+ "so there is no telling whose they are (wait for one by what it contains, "
						+ "or do not run these tests in parallel):")
				.append(trees(uncertain));
		}
		return message.toString();
	}

	static String trees(List<Trace> traces) {
		return traces.stream().map(TreeFailure::text).collect(Collectors.joining("\n\n", "\n\n", ""));
	}

	private static List<Trace> traces(List<TraceReading> readings, boolean certain) {
		return readings.stream().filter((reading) -> reading.certain() == certain).map(TraceReading::trace).toList();
	}

	private static String number(List<TraceReading> found) {
		String number = switch (found.size()) {
			case 0 -> "is none";
			case 1 -> "is 1";
			default -> "are " + found.size();
		};
		long running = found.stream().filter((reading) -> !reading.complete()).count();
		if (running == 0) {
			return number;
		}
		return number + ((running == found.size()) ? ", still running," : ", " + running + " of them still running,");
	}

	private AwaitFailure() {
	}

}
