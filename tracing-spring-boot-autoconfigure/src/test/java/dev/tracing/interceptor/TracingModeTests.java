package dev.tracing.interceptor;

import java.util.List;

import dev.tracing.Traced;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who makes the spans. The classes are marked by hand as the weaver would mark them;
 * nothing is woven into them.
 */
class TracingModeTests {

	@Test
	void leavesWovenMethodsToTheAspectAndAdvisesTheOthers() {
		try (TracedBeans beans = new TracedBeans(TracingMode.AUTO, List.of(), Half.class)) {
			Half half = beans.bean(Half.class);
			half.woven();
			half.plain();
			assertThat(beans.spanNames()).containsExactly("Half.plain");
			assertThat(beans.report.tracedMethods()).isEqualTo(1);
			assertThat(beans.report.wovenMethods()).isEqualTo(3);
			assertThat(beans.problems()).isEmpty();
		}
	}

	@Test
	void makesNoProxyWhereAllIsWoven() {
		try (TracedBeans beans = new TracedBeans(TracingMode.AUTO, List.of(), Whole.class)) {
			assertThat(AopUtils.isAopProxy(beans.bean(Whole.class))).isFalse();
			assertThat(beans.report.tracedClasses()).isZero();
			assertThat(beans.report.wovenClasses()).isEqualTo(1);
		}
	}

	@Test
	void advisesWovenMethodsTooWhereProxiesAreForced() {
		try (TracedBeans beans = new TracedBeans(TracingMode.PROXY, List.of(), Half.class)) {
			Half half = beans.bean(Half.class);
			half.woven();
			half.plain();
			assertThat(beans.spanNames()).containsExactly("Half.woven", "Half.plain");
			assertThat(beans.report.wovenMethods()).isZero();
			assertThat(beans.problems()).anyMatch((problem) -> problem.contains("Half.hidden()"))
				.anyMatch((problem) -> problem.contains("Half.shared()"));
		}
	}

	@Test
	void advisesNothingAndReportsWhatIsNotWovenWhereTheAspectIsForced() {
		try (TracedBeans beans = new TracedBeans(TracingMode.ASPECTJ, List.of(), Half.class)) {
			assertThat(AopUtils.isAopProxy(beans.bean(Half.class))).isFalse();
			assertThat(beans.problems()).singleElement()
				.asString()
				.contains("Half.plain()")
				.contains("not woven")
				.contains("tracing.mode=auto");
		}
	}

	static class Half {

		@Traced
		@Woven
		void woven() {
			hidden();
		}

		@Traced
		void plain() {
		}

		@Traced
		@Woven
		private void hidden() {
		}

		@Traced
		@Woven
		static void shared() {
		}

	}

	static class Whole {

		@Traced
		@Woven
		void woven() {
		}

	}

}
