package dev.tracing.interceptor;

import java.util.List;
import java.util.function.Supplier;

import dev.tracing.Traced;
import example.Unannotated;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What cannot be traced is left working and told, with the place and the fix.
 */
class MisuseTests {

	@Test
	void tellsOfMethodsThatNoProxySees() {
		try (TracedBeans beans = new TracedBeans(OutOfReach.class)) {
			assertThat(beans.problems()).hasSize(3)
				.anySatisfy((problem) -> assertThat(problem).contains("OutOfReach.privately()", "private method"))
				.anySatisfy((problem) -> assertThat(problem).contains("OutOfReach.statically()", "static method"))
				.anySatisfy((problem) -> assertThat(problem).contains("OutOfReach.finally_()", "final method"));
			assertThat(AopUtils.isAopProxy(beans.bean(OutOfReach.class))).isFalse();
		}
	}

	@Test
	void leavesABeanOfAFinalClassAsItIs() {
		try (TracedBeans beans = new TracedBeans(FinalClass.class)) {
			assertThat(beans.bean(FinalClass.class).call()).isEqualTo("works");
			assertThat(beans.spanNames()).isEmpty();
			assertThat(beans.problems()).singleElement().asString().contains("FinalClass", "class is final");
		}
	}

	@Test
	void leavesABeanAsItIsWhoseFinalMethodWouldRunOnTheProxy() {
		try (TracedBeans beans = new TracedBeans(WithFinalMethod.class)) {
			assertThat(beans.bean(WithFinalMethod.class).state()).isEqualTo("set");
			assertThat(beans.problems()).singleElement().asString().contains("state() is final");
		}
	}

	@Test
	void leavesABeanWithAFrozenProxyAsItIs() {
		try (TracedBeans beans = new TracedBeans(Frozen.class)) {
			beans.bean(Runnable.class).run();
			assertThat(beans.spanNames()).isEmpty();
			assertThat(beans.problems()).singleElement().asString().contains("proxy is frozen");
		}
	}

	@Test
	void leavesABeanAsItIsWhoseConstructorIsPrivate() {
		try (TracedBeans beans = new TracedBeans(PrivateConstructors.class)) {
			assertThat(beans.bean(PrivateConstructor.class).call()).isEqualTo("works");
			assertThat(beans.spanNames()).isEmpty();
			assertThat(beans.problems()).singleElement()
				.asString()
				.contains("PrivateConstructor", "cannot be advised", "constructor");
		}
	}

	@Test
	void tellsOfCallsWithinTheSameObject() {
		try (TracedBeans beans = new TracedBeans(SelfInvoking.class)) {
			assertThat(beans.problems()).hasSize(3)
				.anySatisfy((problem) -> assertThat(problem).contains("SelfInvoking.direct()", "it calls inner()"))
				.anySatisfy((problem) -> assertThat(problem).contains("SelfInvoking.byLambda()", "it calls inner()"))
				.anySatisfy(
						(problem) -> assertThat(problem).contains("SelfInvoking.byReference()", "it calls inner()"));
		}
	}

	@Test
	void saysNothingOfCallsOfAnotherObjectOfTheClass() {
		try (TracedBeans beans = new TracedBeans(WithAnother.class)) {
			assertThat(beans.problems()).hasSize(2)
				.anySatisfy((problem) -> assertThat(problem).contains("WithAnother.itself()", "it calls inner()"))
				.anySatisfy((problem) -> assertThat(problem).contains("WithAnother.both()", "it calls inner()"));
		}
	}

	@Test
	void saysNothingOfAClassThatCallsItselfThroughItsProxy() {
		try (TracedBeans beans = new TracedBeans(SelfInjected.class)) {
			beans.bean(SelfInjected.class).outer();
			assertThat(beans.problems()).isEmpty();
			assertThat(beans.spanNames()).containsExactly("SelfInjected.inner");
		}
	}

	@Test
	void tracesWhatPointcutsMatchAsIfAnnotated() {
		try (TracedBeans beans = new TracedBeans(List.of("execution(* example..*(..))"), Unannotated.class)) {
			beans.bean(Unannotated.class).work();
			beans.bean(Unannotated.class).not();
			assertThat(beans.spanNames()).containsExactly("Unannotated.work");
			assertThat(beans.problems()).isEmpty();
		}
	}

	@Test
	void tracesTheCallsWhoseArgumentsAPointcutMatches() {
		try (TracedBeans beans = new TracedBeans(List.of("within(example.*) && args(String)"), Unannotated.class)) {
			beans.bean(Unannotated.class).take("text");
			beans.bean(Unannotated.class).take(3);
			assertThat(beans.spanNames()).containsExactly("Unannotated.take");
		}
	}

	@Test
	void tellsOfPointcutsThatDoNotParseOrMatchNothing() {
		try (TracedBeans beans = new TracedBeans(List.of("execution(oops", "execution(* nowhere..*(..))"),
				Unannotated.class)) {
			assertThat(beans.problems()).hasSize(2)
				.allSatisfy((problem) -> assertThat(problem).startsWith("tracing.pointcuts: "))
				.anySatisfy((problem) -> assertThat(problem).contains("\"execution(oops\" does not parse"))
				.anySatisfy(
						(problem) -> assertThat(problem).contains("\"execution(* nowhere..*(..))\" matches no method"));
		}
	}

	static class OutOfReach {

		@Traced
		private void privately() {
		}

		@Traced
		static void statically() {
		}

		@Traced
		public final void finally_() {
		}

		void use() {
			privately();
		}

	}

	static final class FinalClass {

		@Traced
		public String call() {
			return "works";
		}

	}

	static class WithFinalMethod {

		private final String state = "set";

		@Traced
		public void call() {
		}

		public final String state() {
			return this.state;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Frozen {

		@Bean
		Runnable frozen() {
			ProxyFactory factory = new ProxyFactory(new TracedRunnable());
			factory.setFrozen(true);
			return (Runnable) factory.getProxy();
		}

	}

	static class TracedRunnable implements Runnable {

		@Override
		@Traced
		public void run() {
		}

	}

	static class PrivateConstructor {

		private PrivateConstructor() {
		}

		@Traced
		public String call() {
			return "works";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrivateConstructors {

		@Bean
		PrivateConstructor bean() {
			return new PrivateConstructor();
		}

	}

	static class SelfInvoking {

		@Traced
		public String inner() {
			return "x";
		}

		public void direct() {
			inner();
		}

		public Supplier<String> byLambda() {
			return () -> inner();
		}

		public Supplier<String> byReference() {
			return this::inner;
		}

	}

	static class WithAnother {

		private final String suffix = "x";

		@Traced
		public String inner(String text, long number) {
			return text + number;
		}

		@Traced
		public String plain() {
			return "x";
		}

		public String itself(WithAnother another) {
			return inner(another.plain(), 1L);
		}

		public String both(WithAnother another, boolean which) {
			return another.inner("x", which ? 1 : 2) + (which ? inner(this.suffix, 3) : "");
		}

		public String other(WithAnother another, Object object) {
			return another.inner(this.suffix + object, 2L) + another.plain() + ((WithAnother) object).plain();
		}

		public Supplier<String> byLambda(WithAnother another) {
			return () -> another.plain();
		}

		public Supplier<String> byReference(WithAnother another) {
			return another::plain;
		}

		public List<String> ofEach(List<WithAnother> others) {
			return others.stream().map(WithAnother::plain).toList();
		}

		static String statically(WithAnother another) {
			return another.plain();
		}

	}

	static class SelfInjected {

		private final ObjectProvider<SelfInjected> self;

		SelfInjected(ObjectProvider<SelfInjected> self) {
			this.self = self;
		}

		@Traced
		public void inner() {
		}

		public void outer() {
			this.self.getObject().inner();
		}

	}

}
