package dev.tracing.soak;

import java.time.Duration;

/**
 * What came of a soak.
 */
final class Summary {

	private final SoakOptions options;

	private final Duration duration;

	private final long requests;

	private final TraceCheck traces;

	private final ThreadCheck threads;

	private final HeapCheck heap;

	private final Structures structures;

	Summary(SoakOptions options, Duration duration, long requests, TraceCheck traces, ThreadCheck threads,
			HeapCheck heap, Structures structures) {
		this.options = options;
		this.duration = duration;
		this.requests = requests;
		this.traces = traces;
		this.threads = threads;
		this.heap = heap;
		this.structures = structures;
	}

	long wrongTraces() {
		return this.traces.wrong();
	}

	long leakedContexts() {
		return this.threads.leaked();
	}

	long rightTraces() {
		return this.traces.traces() - this.traces.wrong();
	}

	/**
	 * Whether the memory has not grown by more than it may.
	 */
	boolean isFlat() {
		return this.heap.growth(this.options.roundsToWarmUp()) <= this.options.megabytes();
	}

	boolean isRight() {
		return wrongTraces() == 0 && leakedContexts() == 0 && this.structures.isRight() && isFlat();
	}

	@Override
	public String toString() {
		int warmUp = this.options.roundsToWarmUp();
		return """

				JDK %s, %d clients, seed %d%s%s
				%,d requests in %d s
				%,d traces with %,d spans
				%,d wrong (besides %,d that the server left open when the client had gone away)
				%,d contexts leaked, in %,d looks at threads
				%+.2f MB of heap from the first third to the last, %+.3f MB each round
				%s
				%s
				""".formatted(Runtime.version().feature(), this.options.clients(), this.options.seed(),
				this.options.virtualThreads() ? ", Spring Boot on virtual threads" : "",
				Boolean.getBoolean("io.opentelemetry.context.enableStrictContext") ? ", scopes checked strictly" : "",
				this.requests, this.duration.toSeconds(), this.traces.traces(), this.traces.spans(),
				this.traces.wrong(), this.traces.leftOpen(), this.threads.leaked(), this.threads.looks(),
				this.heap.growth(warmUp), this.heap.slope(warmUp), String.join("\n", this.structures.lines()),
				isRight() ? "RIGHT" : "WRONG");
	}

}
