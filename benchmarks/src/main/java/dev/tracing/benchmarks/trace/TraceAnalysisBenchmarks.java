package dev.tracing.benchmarks.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.tracing.TracingAttributes;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceAnalysis;
import dev.tracing.trace.TraceSpan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The tree of a trace of ten thousand spans, and the tree with its analysis.
 * {@code benchmarks/run TraceAnalysisBenchmarks}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TraceAnalysisBenchmarks {

	private static final int SPANS = 10_000;

	private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final long START = 1_795_353_891_200_000_000L;

	/**
	 * What the trace looks like.
	 */
	@Param
	Form form = Form.MIXED;

	private List<TraceSpan> spans = List.of();

	@Setup(Level.Trial)
	public void makeSpans() {
		Random random = new Random(42);
		List<TraceSpan> made = new ArrayList<>();
		made.add(TraceSpan.builder(TRACE_ID, "0", "root").start(START).end(START + 3_000_000L * SPANS).build());
		for (int i = 1; i < SPANS; i++) {
			made.add(span(i, this.form.parent(i, random), random));
		}
		this.spans = made;
	}

	@Benchmark
	public Trace tree() {
		return Trace.of(this.spans);
	}

	@Benchmark
	public TraceAnalysis treeAndAnalysis() {
		return TraceAnalysis.of(Trace.of(this.spans));
	}

	private TraceSpan span(int i, int parent, Random random) {
		long start = START + i * 1_000_000L;
		long length = (this.form == Form.DEEP) ? 2_000_000L * (SPANS - i) : 500_000 + random.nextInt(3_000_000);
		return TraceSpan.builder(TRACE_ID, String.valueOf(i), "span " + i % 50)
			.parent(String.valueOf(parent))
			.start(start)
			.end(start + length)
			.thread(i % 8, "pool-" + i % 8)
			.attribute(TracingAttributes.TASK_ID, (long) (i / 3))
			.attribute(TracingAttributes.TASK_QUEUE_TIME, (long) random.nextInt(1_000_000))
			.build();
	}

	/**
	 * A form of a trace.
	 */
	public enum Form {

		/**
		 * Each span below one of the last few before it.
		 */
		MIXED {

			@Override
			int parent(int i, Random random) {
				return Math.max(0, i - 1 - random.nextInt(20));
			}

		},

		/**
		 * All spans below the root.
		 */
		WIDE {

			@Override
			int parent(int i, Random random) {
				return 0;
			}

		},

		/**
		 * Each span below the one before it.
		 */
		DEEP {

			@Override
			int parent(int i, Random random) {
				return i - 1;
			}

		};

		abstract int parent(int i, Random random);

	}

}
