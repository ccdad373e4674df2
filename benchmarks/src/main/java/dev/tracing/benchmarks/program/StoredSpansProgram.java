package dev.tracing.benchmarks.program;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.tracing.benchmarks.BenchmarkedApplication;
import dev.tracing.benchmarks.call.Request;
import dev.tracing.benchmarks.call.TracedCalls;
import dev.tracing.benchmarks.results.Round;
import dev.tracing.store.TraceLimits;
import dev.tracing.store.TraceRecorder;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The memory that a recorded span takes: the heap in use after many requests of eleven
 * spans, less that before, beside what the recorder itself estimates.
 */
public final class StoredSpansProgram {

	private static final int TRACES = 4000;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private StoredSpansProgram() {
	}

	/**
	 * Measures once.
	 * @param args the file that the result is written to
	 */
	public static void main(String[] args) throws Exception {
		Round round = new Round();
		try (BenchmarkedApplication application = BenchmarkedApplication.start(Recording.class)) {
			TraceRecorder recorder = application.bean(TraceRecorder.class);
			Request request = application.bean(Request.class);
			record(recorder, request, 10);
			recorder.clear();
			recorder.flush(TIMEOUT);
			long before = UsedHeap.bytes();
			record(recorder, request, TRACES);
			double spans = TRACES * (Request.LEAVES + 1);
			double used = (UsedHeap.bytes() - before) / spans;
			if (recorder.counts().droppedSignals() > 0 || recorder.finished().size() != TRACES) {
				throw new IllegalStateException("Not all was recorded: " + recorder.counts());
			}
			round.add("StoredSpansProgram.heap", Map.of(), "B/span", used);
			round.add("StoredSpansProgram.estimate", Map.of(), "B/span", recorder.counts().bytes() / spans);
		}
		round.write(Path.of(args[0]));
		System.exit(0);
	}

	private static void record(TraceRecorder recorder, Request request, int traces) {
		for (int i = 0; i < traces; i++) {
			request.handle(i);
			if (i % 100 == 0 && !recorder.flush(TIMEOUT)) {
				throw new IllegalStateException("The recorder does not keep up");
			}
		}
		recorder.flush(TIMEOUT);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(TracedCalls.class)
	static class Recording {

		@Bean
		TraceRecorder recorder() {
			return new TraceRecorder(TraceLimits.defaults().withTraces(TRACES, 0, 0).withBytes(1L << 30));
		}

	}

}
