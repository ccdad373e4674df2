package dev.tracing.benchmarks.program;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.tracing.Tracing;
import dev.tracing.Traced;
import dev.tracing.benchmarks.BenchmarkedApplication;
import dev.tracing.benchmarks.results.Round;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Virtual threads below one span, each with one traced call, from 1,000 to 100,000 at
 * once: all wait for the last to have been started before they make their call. The spans
 * have to be siblings, all of them, and nothing of the threads may be left in memory.
 * Needs a JDK 21 or newer.
 */
public final class VirtualThreadsProgram {

	private static final int[] COUNTS = { 1_000, 3_000, 10_000, 30_000, 100_000 };

	private static final int WARM_UPS = 20;

	private static final int RUNS = 5;

	private final Tracing tracing;

	private final Service traced;

	private final Siblings siblings;

	private final Service bare = new Service();

	private VirtualThreadsProgram(BenchmarkedApplication application) {
		this.tracing = application.bean(Tracing.class);
		this.traced = application.bean(Service.class);
		this.siblings = application.bean(Siblings.class);
	}

	/**
	 * Measures each count several times.
	 * @param args the file that the results are written to
	 */
	public static void main(String[] args) throws Throwable {
		Round round = new Round();
		try (BenchmarkedApplication application = BenchmarkedApplication.start(Application.class)) {
			VirtualThreadsProgram program = new VirtualThreadsProgram(application);
			for (int i = 0; i < WARM_UPS; i++) {
				program.run(program.bare, COUNTS[2]);
				program.run(program.traced, COUNTS[2]);
			}
			for (int count : COUNTS) {
				program.measure(count, round);
			}
		}
		round.write(Path.of(args[0]));
		System.exit(0);
	}

	private void measure(int count, Round round) throws Throwable {
		double[] without = new double[RUNS];
		double[] with = new double[RUNS];
		// the longest arrays of the JDK's own and ours have been as long before
		run(this.traced, count);
		long before = UsedHeap.bytes();
		for (int i = 0; i < RUNS; i++) {
			without[i] = run(this.bare, count) / (double) count;
			with[i] = run(this.traced, count) / (double) count;
		}
		double left = UsedHeap.bytes() - before;
		Map<String, String> params = Map.of("threads", String.valueOf(count));
		round.add("VirtualThreadsProgram.bare", params, "ns/thread", without);
		round.add("VirtualThreadsProgram.traced", params, "ns/thread", with);
		round.add("VirtualThreadsProgram.memoryLeft", params, "B/thread", left / (RUNS * (double) count));
	}

	/**
	 * Runs the threads, and looks at their spans.
	 * @return how long it took, from before the first thread is started until the last
	 * has made its call, in nanoseconds
	 */
	private long run(Service service, int count) throws Throwable {
		CountDownLatch start = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(count);
		Runnable work = () -> {
			try {
				start.await();
				service.call();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			done.countDown();
		};
		long took = this.tracing.call("root", () -> {
			long began = System.nanoTime();
			for (int i = 0; i < count; i++) {
				VirtualThread.start(work);
			}
			start.countDown();
			done.await();
			return System.nanoTime() - began;
		});
		this.siblings.check((service == this.traced) ? count : 0);
		return took;
	}

	/**
	 * By a method handle, for this is compiled for a JDK that has no virtual threads.
	 */
	private static final class VirtualThread {

		private static final MethodHandle START = find();

		static void start(Runnable work) {
			try {
				Thread started = (Thread) START.invokeExact(work);
				assert started != null;
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static MethodHandle find() {
			try {
				return MethodHandles.publicLookup()
					.findStatic(Thread.class, "startVirtualThread",
							MethodType.methodType(Thread.class, Runnable.class));
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException("A JDK 21 or newer is needed", ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Service service() {
			return new Service();
		}

		@Bean
		static Siblings siblings() {
			return new Siblings();
		}

	}

	static class Service {

		@Traced
		public int call() {
			return 1;
		}

	}

}
