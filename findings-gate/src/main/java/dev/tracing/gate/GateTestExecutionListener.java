package dev.tracing.gate;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.tracing.trace.Finding;
import dev.tracing.trace.FindingRule;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceAnalysis;
import dev.tracing.trace.TraceText;
import dev.tracing.trace.TraceTextOptions;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at the traces after each test that passed.
 */
final class GateTestExecutionListener extends AbstractTestExecutionListener {

	/**
	 * As long as they only inform: work that nobody waits for, and calls in a loop, are
	 * what many tests are about.
	 */
	private static final Set<FindingRule> MAY_BE_MEANT = Set.of(FindingRule.OUTLIVES_PARENT,
			FindingRule.STARTS_AFTER_PARENT, FindingRule.REPEATED_CALLS);

	/**
	 * Before the traces of the test kit are read, and after the test's own methods.
	 */
	@Override
	public int getOrder() {
		return 1700;
	}

	@Override
	public void afterTestMethod(TestContext test) {
		if (!test.hasApplicationContext()) {
			return;
		}
		GateRecording recording = test.getApplicationContext().getBeanProvider(GateRecording.class).getIfAvailable();
		if (recording == null) {
			return;
		}
		List<Trace> traces = recording.takeFinished();
		if (test.getTestException() == null) {
			Set<String> provoked = new TreeSet<>();
			addProvoked(provoked, test.getTestMethod());
			addProvoked(provoked, test.getTestClass());
			traces.forEach((trace) -> check(trace, provoked));
		}
	}

	private static void addProvoked(Set<String> provoked, AnnotatedElement element) {
		Provokes provokes = element.getAnnotation(Provokes.class);
		if (provokes != null) {
			provoked.addAll(Arrays.asList(provokes.value()));
		}
	}

	private static void check(Trace trace, Set<String> provoked) {
		assertThat(TraceAnalysis.of(trace).findings()).filteredOn(GateTestExecutionListener::isWrong)
			.filteredOn((finding) -> !provoked.contains(finding.rule().id()))
			.as(() -> new TraceText(TraceTextOptions.defaults()).render(trace))
			.isEmpty();
	}

	private static boolean isWrong(Finding finding) {
		return finding.level() == Finding.Level.WARN || !MAY_BE_MEANT.contains(finding.rule());
	}

}
