package dev.tracing.soak;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tracing.Tracing;
import dev.tracing.lifecycle.SpanRunner;
import dev.tracing.store.RecorderCounts;
import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.TraceText;
import dev.tracing.trace.TraceTextOptions;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the starter itself remembers, looked at in the end.
 */
final class Structures {

	private static final int FEW = 10;

	private static final TraceText TEXT = new TraceText(TraceTextOptions.defaults());

	private final List<String> lines = new ArrayList<>();

	private boolean right = true;

	/**
	 * Looks at the structures of applications that nothing is asked of any more, but
	 * whose recurring tasks go on.
	 * @param leftOpen how many traces are known not to end
	 */
	void look(long leftOpen, ConfigurableApplicationContext... applications) throws ReflectiveOperationException {
		for (ConfigurableApplicationContext application : applications) {
			TraceRecorder recorder = application.getBean(TraceRecorder.class);
			recorder.flush(Duration.ofSeconds(10));
			forgetThrowables(application.getBean(Tracing.class));
			RecorderCounts counts = recorder.counts();
			int throwables = recordedThrowables(application);
			boolean fewOpen = counts.openTraces() <= leftOpen + FEW;
			this.right &= fewOpen && counts.finishedTraces() <= 600 && counts.bytes() <= recorder.limits().bytes()
					&& throwables <= FEW;
			this.lines.add("%s: %d finished and %d open traces in %,d KB; %d recorded throwables".formatted(
					application.getId(), counts.finishedTraces(), counts.openTraces(), counts.bytes() / 1024,
					throwables));
			if (!fewOpen) {
				recorder.unfinished().stream().map(TEXT::render).forEach(this.lines::add);
			}
		}
	}

	/**
	 * Those that are not there any more are forgotten when the next one is recorded.
	 */
	private static void forgetThrowables(Tracing tracing) {
		System.gc();
		try {
			tracing.run("last", () -> {
				throw new IllegalStateException("meant to fail");
			});
		}
		catch (IllegalStateException ex) {
			// as meant
		}
	}

	/**
	 * How many throwables are still known, which are held weakly.
	 */
	private static int recordedThrowables(ConfigurableApplicationContext application)
			throws ReflectiveOperationException {
		Object recorded = read(application.getBean(SpanRunner.class), "recorded");
		return ((Map<?, ?>) read(recorded, "traceIds")).size();
	}

	private static Object read(Object target, String name) throws ReflectiveOperationException {
		Field field = target.getClass().getDeclaredField(name);
		field.setAccessible(true);
		return field.get(target);
	}

	boolean isRight() {
		return this.right;
	}

	List<String> lines() {
		return List.copyOf(this.lines);
	}

}
