package dev.tracing.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.tracing.benchmarks.call.Request;
import dev.tracing.benchmarks.call.TracedCalls;
import dev.tracing.store.TraceRecorder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The request of eleven spans with the recorder that the viewer and the console read
 * from, and without: in bursts that its queue takes as a whole, with a rest between them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 400)
@Measurement(iterations = 400)
@Fork(3)
public class StoreBenchmarks {

	private static final int REQUESTS = 300;

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Param({ "false", "true" })
	boolean recorded;

	private @Nullable BenchmarkedApplication application;

	private @Nullable TraceRecorder recorder;

	private Request request = (seed) -> seed;

	@Setup(Level.Trial)
	public void start() {
		BenchmarkedApplication started = BenchmarkedApplication
			.start(this.recorded ? Recording.class : TracedCalls.class);
		this.application = started;
		this.recorder = this.recorded ? started.bean(TraceRecorder.class) : null;
		this.request = started.bean(Request.class);
	}

	@TearDown(Level.Iteration)
	public void rest() {
		if (this.recorder != null && (!this.recorder.flush(TIMEOUT) || this.recorder.counts().droppedSignals() > 0)) {
			throw new IllegalStateException("The recorder did not keep up: " + this.recorder.counts());
		}
	}

	@TearDown(Level.Trial)
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Benchmark
	@OperationsPerInvocation(REQUESTS)
	public long request() {
		long result = 1;
		for (int i = 0; i < REQUESTS; i++) {
			result = this.request.handle(result);
		}
		return result;
	}

	/**
	 * The same until the recorder has all of it, which it does on a thread of its own.
	 */
	@Benchmark
	@OperationsPerInvocation(REQUESTS)
	public long requestUntilStored() {
		long result = request();
		rest();
		return result;
	}

	@Configuration(proxyBeanMethods = false)
	@Import(TracedCalls.class)
	static class Recording {

		@Bean
		TraceRecorder recorder() {
			return new TraceRecorder();
		}

	}

}
