package dev.tracing.interceptor;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.StubMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SpanAttributeTests {

	private final TracedBeans beans = new TracedBeans(Recorder.class, Counter.class);

	private final Recorder recorder = this.beans.bean(Recorder.class);

	@AfterEach
	void close() {
		this.beans.close();
	}

	@Test
	void recordsArgumentsWithTheirTypes() {
		this.recorder.scalars("text", 42, 4_000_000_000L, 1.5f, 2.5, true, TimeUnit.DAYS);
		Attributes attributes = attributes("Recorder.scalars");
		assertThat(attributes.get(AttributeKey.stringKey("text"))).isEqualTo("text");
		assertThat(attributes.get(AttributeKey.longKey("small"))).isEqualTo(42);
		assertThat(attributes.get(AttributeKey.longKey("large"))).isEqualTo(4_000_000_000L);
		assertThat(attributes.get(AttributeKey.doubleKey("single"))).isEqualTo(1.5);
		assertThat(attributes.get(AttributeKey.doubleKey("double"))).isEqualTo(2.5);
		assertThat(attributes.get(AttributeKey.booleanKey("truth"))).isTrue();
		assertThat(attributes.get(AttributeKey.stringKey("unit"))).isEqualTo("DAYS");
	}

	@Test
	void recordsArraysAndCollectionsWithTheTypeOfTheirElements() {
		this.recorder.lists(new int[] { 1, 2 }, List.of("a", "b"), List.of(true), new double[] { 0.5 },
				List.of(1, "two"));
		Attributes attributes = attributes("Recorder.lists");
		assertThat(attributes.get(AttributeKey.longArrayKey("numbers"))).containsExactly(1L, 2L);
		assertThat(attributes.get(AttributeKey.stringArrayKey("texts"))).containsExactly("a", "b");
		assertThat(attributes.get(AttributeKey.booleanArrayKey("truths"))).containsExactly(true);
		assertThat(attributes.get(AttributeKey.doubleArrayKey("doubles"))).containsExactly(0.5);
		assertThat(attributes.get(AttributeKey.stringArrayKey("mixed"))).containsExactly("1", "two");
	}

	@Test
	void takesTheNameOfTheParameterWhereNoKeyIsGiven() {
		this.recorder.byName("Lisbon");
		assertThat(attributes("Recorder.byName").get(AttributeKey.stringKey("destination"))).isEqualTo("Lisbon");
	}

	@Test
	void recordsNothingForNullAndEmptyOptionals() {
		this.recorder.optional(null, Optional.empty(), Optional.of("there"));
		Attributes attributes = attributes("Recorder.optional");
		assertThat(attributes.get(AttributeKey.stringKey("nothing"))).isNull();
		assertThat(attributes.get(AttributeKey.stringKey("empty"))).isNull();
		assertThat(attributes.get(AttributeKey.stringKey("present"))).isEqualTo("there");
	}

	@Test
	void recordsWhatTheExpressionReads() {
		this.recorder.expression(new Customer("42", List.of("x", "y")));
		Attributes attributes = attributes("Recorder.expression");
		assertThat(attributes.get(AttributeKey.stringKey("customer.id"))).isEqualTo("42");
	}

	@Test
	void recordsTheResult() {
		this.recorder.result();
		assertThat(attributes("Recorder.result").get(AttributeKey.longKey("count"))).isEqualTo(3);
	}

	@Test
	void recordsTheValueOfAFutureWhenItCompletes() {
		CompletableFuture<String> future = new CompletableFuture<>();
		this.recorder.future(future);
		future.complete("later");
		assertThat(attributes("Recorder.future").get(AttributeKey.stringKey("outcome"))).isEqualTo("later");
	}

	@Test
	void neverBreaksTheCall() {
		assertThat(this.recorder.broken(new Broken())).isEqualTo("done");
		assertThat(attributes("Recorder.broken").get(AttributeKey.stringKey("text"))).isNull();
		assertThat(this.recorder.forbidden("x")).isEqualTo("done");
		assertThat(attributes("Recorder.forbidden").get(AttributeKey.stringKey("type"))).isNull();
	}

	@Test
	void readsNothingWhereTheSpanDoesNotRecord() {
		SpanContext unsampled = SpanContext.createFromRemoteParent("0af7651916cd43dd8448eb211c80319c",
				"b7ad6b7169203331", TraceFlags.getDefault(), TraceState.getDefault());
		try (Scope ignored = Span.wrap(unsampled).makeCurrent()) {
			this.beans.bean(Counter.class).count(new Counted());
		}
		assertThat(Counted.readings).hasValue(0);
	}

	@Test
	void tellsAtStartUpOfExpressionsThatDoNotParse() {
		try (TracedBeans wrong = new TracedBeans(WrongExpression.class)) {
			wrong.bean(WrongExpression.class).call("x");
			assertThat(wrong.problems()).singleElement()
				.asString()
				.contains("parameter 1 of", "WrongExpression.call(String)", "\"name.\"", "does not parse");
			assertThat(wrong.spanNames()).containsExactly("WrongExpression.call");
		}
	}

	@Test
	void tellsAtStartUpOfResultsWithoutAKey() {
		try (TracedBeans wrong = new TracedBeans(WithoutKey.class)) {
			assertThat(wrong.problems()).singleElement()
				.asString()
				.contains("WithoutKey.call()", "has no key", "@SpanAttribute(\"the.key\")");
		}
	}

	@Test
	void tellsAtStartUpOfParametersWhoseNameTheCompilerDidNotKeep() throws Exception {
		Class<?> compiled = new ByteBuddy().subclass(Object.class)
			.name(getClass().getPackageName() + ".CompiledWithoutParameters")
			.defineMethod("call", void.class, Visibility.PUBLIC)
			.withParameter(String.class)
			.annotateParameter(AnnotationDescription.Builder.ofType(SpanAttribute.class).build())
			.intercept(StubMethod.INSTANCE)
			.annotateMethod(AnnotationDescription.Builder.ofType(Traced.class).build())
			.make()
			.load(getClass().getClassLoader(), ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
			.getLoaded();
		try (TracedBeans wrong = new TracedBeans(compiled)) {
			compiled.getMethod("call", String.class).invoke(wrong.bean(compiled), "x");
			assertThat(wrong.problems()).singleElement()
				.asString()
				.contains("parameter 1 of", "CompiledWithoutParameters.call(String)", "has no key",
						"compile with -parameters");
			assertThat(wrong.spanNames()).containsExactly("CompiledWithoutParameters.call");
		}
	}

	@Test
	void theFirstCallMayBeOnAThreadWhoseClassLoaderKnowsNothingOfTheApplication() {
		Thread thread = new Thread(() -> this.recorder.expression(new Customer("42", List.of())));
		thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
		thread.start();
		assertThatNoException().isThrownBy(() -> thread.join(20_000));
		assertThat(attributes("Recorder.expression").get(AttributeKey.stringKey("customer.id"))).isEqualTo("42");
	}

	@Test
	void theFailureOfACallIsNotHiddenByAnAttribute() {
		assertThatThrownBy(() -> this.recorder.fails("x")).hasMessage("the user's own");
	}

	private Attributes attributes(String name) {
		return this.beans.spans.one(name).getAttributes();
	}

	record Customer(String id, List<String> orders) {
	}

	static class Broken {

		@Override
		public String toString() {
			throw new IllegalStateException("broken on purpose");
		}

	}

	static class Counted {

		static final AtomicInteger readings = new AtomicInteger();

		@Override
		public String toString() {
			readings.incrementAndGet();
			return "read";
		}

	}

	static class Counter {

		@Traced
		public void count(@SpanAttribute("counted") Counted counted) {
		}

	}

	static class Recorder {

		@Traced
		public void scalars(@SpanAttribute("text") String text, @SpanAttribute("small") int small,
				@SpanAttribute("large") Long large, @SpanAttribute("single") float single,
				@SpanAttribute("double") Double number, @SpanAttribute("truth") boolean truth,
				@SpanAttribute("unit") TimeUnit unit) {
		}

		@Traced
		public void lists(@SpanAttribute("numbers") int[] numbers, @SpanAttribute("texts") List<String> texts,
				@SpanAttribute("truths") List<Boolean> truths, @SpanAttribute("doubles") double[] doubles,
				@SpanAttribute("mixed") List<Object> mixed) {
		}

		@Traced
		public void byName(@SpanAttribute String destination) {
		}

		@Traced
		public void optional(@SpanAttribute("nothing") String nothing, @SpanAttribute("empty") Optional<String> empty,
				@SpanAttribute("present") Optional<String> present) {
		}

		@Traced
		public void expression(@SpanAttribute(value = "customer.id", expression = "id") Customer customer) {
		}

		@Traced
		@SpanAttribute(value = "count", expression = "size()")
		public List<String> result() {
			return List.of("a", "b", "c");
		}

		@Traced
		@SpanAttribute("outcome")
		public CompletableFuture<String> future(CompletableFuture<String> future) {
			return future;
		}

		@Traced
		public String broken(@SpanAttribute("text") Broken broken) {
			return "done";
		}

		@Traced
		public String forbidden(
				@SpanAttribute(value = "type", expression = "T(java.lang.Runtime).getRuntime()") String value) {
			return "done";
		}

		@Traced
		public void fails(@SpanAttribute("text") String text) {
			throw new IllegalStateException("the user's own");
		}

	}

	static class WrongExpression {

		@Traced
		public void call(@SpanAttribute(value = "key", expression = "name.") String text) {
		}

	}

	static class WithoutKey {

		@Traced
		@SpanAttribute
		public String call() {
			return "x";
		}

	}

}
