package dev.tracing.lifecycle;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

import dev.tracing.RecordedSpans;
import dev.tracing.TraceScope;
import dev.tracing.TracingAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SpanRunnerTests {

	private final RecordedSpans spans = new RecordedSpans();

	private final Tracer tracer = this.spans.provider().get("test");

	private final SpanRunner runner = new SpanRunner(this.tracer, List.of(new FutureSpanLifecycle()), true);

	@AfterEach
	void nothingIsLeft() {
		this.spans.assertNothingIsLeft();
	}

	@Test
	void nestsCallsMadeInsideEachOther() throws Throwable {
		run("parent", () -> run("child", () -> "value"));
		assertThat(this.spans.one("parent").getParentSpanId()).isEqualTo(SpanId.getInvalid());
		assertThat(this.spans.one("child").getParentSpanId()).isEqualTo(this.spans.one("parent").getSpanId());
	}

	@Test
	void returnsAndThrowsTheVeryObjectsOfTheCall() throws Throwable {
		Object result = new Object();
		IOException failure = new IOException("broken");
		assertThat(run("ok", () -> result)).isSameAs(result);
		assertThatThrownBy(() -> run("failed", () -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(failure).hasNoSuppressedExceptions();
	}

	@Test
	void marksAFailedCallAsErrorWithItsType() {
		assertThatThrownBy(() -> run("failed", () -> {
			throw new IOException("broken");
		}));
		SpanData span = this.spans.one("failed");
		assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
		assertThat(span.getStatus().getDescription()).isEqualTo("broken");
		assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type"))).isEqualTo("java.io.IOException");
		assertThat(span.getEvents()).singleElement().satisfies((event) -> {
			assertThat(event.getName()).isEqualTo("exception");
			assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.message"))).isEqualTo("broken");
		});
	}

	@Test
	void marksACallThatEndsWithAnErrorOfTheJvm() {
		assertThatThrownBy(() -> run("failed", () -> {
			throw new AssertionError("no exception");
		}));
		assertThat(this.spans.one("failed").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
	}

	@Test
	void recordsAnExceptionOnceThoughItPassesManySpans() {
		assertThatThrownBy(() -> run("outer", () -> run("middle", () -> run("inner", () -> {
			throw new IOException("broken");
		}))));
		assertThat(this.spans.one("inner").getEvents()).hasSize(1);
		assertThat(this.spans.one("middle").getEvents()).isEmpty();
		assertThat(this.spans.one("outer").getEvents()).isEmpty();
		assertThat(this.spans.all()).allMatch((span) -> span.getStatus().getStatusCode() == StatusCode.ERROR);
	}

	@Test
	void recordsAnExceptionThatIsThrownAgainInAnotherTrace() {
		IOException reused = new IOException("a constant");
		for (int i = 0; i < 2; i++) {
			assertThatThrownBy(() -> run("failed", () -> {
				throw reused;
			}));
		}
		assertThat(this.spans.all()).hasSize(2).allSatisfy((span) -> assertThat(span.getEvents()).hasSize(1));
	}

	@Test
	void doesNotMarkAnExpectedException() {
		SpanDefinition definition = new SpanDefinition("lookup", SpanKind.INTERNAL, false,
				List.of(IllegalArgumentException.class), Attributes.empty());
		assertThatThrownBy(() -> this.runner.run(this.runner.plan(definition, Object.class), () -> {
			throw new NumberFormatException("a subtype of the expected");
		})).isInstanceOf(NumberFormatException.class);
		SpanData span = this.spans.one("lookup");
		assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
		assertThat(span.getEvents()).isEmpty();
	}

	@Test
	void startsANewTraceThatIsLinkedToTheCallersSpan() throws Throwable {
		SpanDefinition job = new SpanDefinition("job", SpanKind.INTERNAL, true, List.of(), Attributes.empty());
		run("request", () -> this.runner.run(this.runner.plan(job, Object.class), () -> run("step", () -> null)));
		SpanData request = this.spans.one("request");
		SpanData root = this.spans.one("job");
		assertThat(root.getTraceId()).isNotEqualTo(request.getTraceId());
		assertThat(root.getParentSpanId()).isEqualTo(SpanId.getInvalid());
		assertThat(root.getLinks()).singleElement()
			.satisfies((link) -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(request.getSpanId()));
		assertThat(this.spans.one("step").getParentSpanId()).isEqualTo(root.getSpanId());
	}

	@Test
	void startsANewTraceWithoutALinkWhereThereIsNoCaller() throws Throwable {
		SpanDefinition job = new SpanDefinition("job", SpanKind.INTERNAL, true, List.of(), Attributes.empty());
		this.runner.run(this.runner.plan(job, Object.class), () -> null);
		assertThat(this.spans.one("job").getLinks()).isEmpty();
	}

	@Test
	void lastsUntilTheFutureCompletesAndLeavesTheThreadClean() throws Throwable {
		CompletableFuture<String> future = new CompletableFuture<>();
		assertThat(run("async", () -> future)).isSameAs(future);
		assertThat(Context.current()).isSameAs(Context.root());
		assertThat(this.spans.all()).isEmpty();
		future.complete("done");
		assertThat(this.spans.one("async").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
	}

	@Test
	void makesSiblingsOfFiveFuturesStartedInARow() throws Throwable {
		run("root", () -> {
			List<CompletableFuture<Object>> futures = List.of(new CompletableFuture<>(), new CompletableFuture<>(),
					new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
			for (CompletableFuture<Object> future : futures) {
				run("leaf", () -> future);
			}
			futures.forEach((future) -> future.complete("done"));
			return null;
		});
		String root = this.spans.one("root").getSpanId();
		assertThat(this.spans.all()).filteredOn((span) -> span.getName().equals("leaf"))
			.hasSize(5)
			.allMatch((span) -> span.getParentSpanId().equals(root));
	}

	@Test
	void judgesTheFutureByItsValueAndNotByTheDeclaredType() throws Throwable {
		CompletableFuture<String> future = new CompletableFuture<>() {
		};
		for (Class<?> declared : List.of(Object.class, CompletionStage.class, future.getClass())) {
			this.runner.run(this.runner.plan(definition("async"), declared), () -> future);
		}
		assertThat(this.spans.all()).isEmpty();
		future.complete("done");
		assertThat(this.spans.all()).hasSize(3);
	}

	@Test
	void judgesEachResultOfAMethodThoughTheOneBeforeWasNoFuture() throws Throwable {
		SpanPlan plan = this.runner.plan(definition("either"), Object.class);
		CompletableFuture<String> future = new CompletableFuture<>();
		assertThat(this.runner.run(plan, () -> "value")).isEqualTo("value");
		assertThat(this.runner.run(plan, () -> future)).isSameAs(future);
		assertThat(this.runner.run(plan, () -> "value")).isEqualTo("value");
		assertThat(this.spans.all()).hasSize(2);
		future.complete("later");
		assertThat(this.spans.all()).hasSize(3);
	}

	@Test
	void marksAFutureThatFailsWithTheCause() throws Throwable {
		CompletableFuture<String> source = new CompletableFuture<>();
		CompletableFuture<String> dependent = source.thenApply(String::trim);
		run("async", () -> dependent);
		source.completeExceptionally(new IOException("broken"));
		SpanData span = this.spans.one("async");
		assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
		assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type"))).isEqualTo("java.io.IOException");
		assertThatThrownBy(dependent::join).isInstanceOf(CompletionException.class);
	}

	@Test
	void marksAFutureThatTheCallerCancels() throws Throwable {
		CompletableFuture<?> future = (CompletableFuture<?>) run("async", CompletableFuture::new);
		future.cancel(true);
		SpanData span = this.spans.one("async");
		assertThat(span.getAttributes().get(TracingAttributes.CANCELLED)).isTrue();
		assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
	}

	@Test
	void endsAtOnceWithAFutureThatIsComplete() throws Throwable {
		run("async", () -> CompletableFuture.completedFuture("done"));
		assertThat(this.spans.all()).hasSize(1);
	}

	@Test
	void putsTheThreadBackThoughTheCallLeftAScopeOpen() throws Throwable {
		Span leaked = this.tracer.spanBuilder("leaked").startSpan();
		run("root", () -> {
			Scope[] open = new Scope[1];
			run("careless", () -> {
				open[0] = leaked.makeCurrent();
				return null;
			});
			run("after", () -> null);
			open[0].close();
			leaked.end();
			return null;
		});
		assertThat(this.spans.one("after").getParentSpanId()).isEqualTo(this.spans.one("root").getSpanId());
	}

	@Test
	void keepsWhatACallPutsOnItsScopeFromItsSiblingsAndItsParent() throws Throwable {
		run("root", () -> {
			run("first", () -> {
				TraceScope.current().put("tenant", "acme");
				assertThat(TraceScope.current().attributes())
					.isEqualTo(Attributes.of(AttributeKey.stringKey("tenant"), "acme"));
				return null;
			});
			assertThat(TraceScope.current().attributes().isEmpty()).isTrue();
			return null;
		});
	}

	@Test
	void makesNoSpanObjectBelowAParentThatIsNotSampled() throws Throwable {
		RecordedSpans unsampled = new RecordedSpans(Sampler.parentBased(Sampler.alwaysOff()));
		SpanRunner sampledOut = new SpanRunner(unsampled.provider().get("test"), List.of(), true);
		sampledOut.run(sampledOut.plan(definition("root"), Object.class), () -> {
			Context root = Context.current();
			return sampledOut.run(sampledOut.plan(definition("leaf"), Object.class), () -> {
				assertThat(Span.current()).isSameAs(Span.fromContext(root));
				return null;
			});
		});
		assertThat(unsampled.all()).isEmpty();
	}

	@Test
	void keepsScopesApartBelowAParentThatIsNotSampled() throws Throwable {
		RecordedSpans unsampled = new RecordedSpans(Sampler.parentBased(Sampler.alwaysOff()));
		SpanRunner sampledOut = new SpanRunner(unsampled.provider().get("test"), List.of(), true);
		sampledOut.run(sampledOut.plan(definition("root"), Object.class), () -> {
			sampledOut.run(sampledOut.plan(definition("leaf"), Object.class),
					() -> TraceScope.current().put("tenant", "acme"));
			assertThat(TraceScope.current().attributes().isEmpty()).isTrue();
			return null;
		});
	}

	@Test
	void makesTheCallThoughTheTracerFails() throws Throwable {
		RecordedSpans failing = new RecordedSpans(new FailingSampler());
		SpanRunner untraced = new SpanRunner(failing.provider().get("test"), List.of(), true);
		assertThat(untraced.run(untraced.plan(definition("call"), Object.class), () -> "value")).isEqualTo("value");
	}

	@Test
	void throwsTheVeryExceptionThoughItCannotTellItsMessage() {
		RuntimeException mute = new RuntimeException() {
			@Override
			public String getMessage() {
				throw new IllegalStateException("broken on purpose");
			}
		};
		Throwable[] thrown = new Throwable[1];
		try {
			run("failed", () -> {
				throw mute;
			});
		}
		catch (Throwable ex) {
			thrown[0] = ex;
		}
		assertThat(thrown[0] == mute).as("the caller gets what the call threw").isTrue();
		assertThat(this.spans.one("failed").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
	}

	@Test
	void returnsTheResultAndThrowsTheExceptionThoughAProcessorOfTheApplicationFails() throws Throwable {
		SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(new FailingProcessor()).build();
		SpanRunner runner = new SpanRunner(provider.get("test"), List.of(new FutureSpanLifecycle()), true);
		SpanPlan plan = runner.plan(definition("call"), Object.class);
		assertThat(runner.run(plan, () -> "value")).isEqualTo("value");
		IOException failure = new IOException("broken");
		assertThatThrownBy(() -> runner.run(plan, () -> {
			throw failure;
		})).isSameAs(failure);
		CompletableFuture<String> done = CompletableFuture.completedFuture("value");
		assertThat(runner.run(plan, () -> done)).isSameAs(done);
	}

	@Test
	void returnsAStageThatCannotBeFollowedAndEndsTheSpan() throws Throwable {
		CompletableFuture<String> unfollowable = new CompletableFuture<>() {
			@Override
			public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
				throw new UnsupportedOperationException("broken on purpose");
			}
		};
		assertThat(run("stage", () -> unfollowable)).isSameAs(unfollowable);
		assertThat(this.spans.one("stage").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
	}

	private Object run(String name, SpanCall call) throws Throwable {
		return this.runner.run(this.runner.plan(definition(name), Object.class), call);
	}

	private static SpanDefinition definition(String name) {
		return new SpanDefinition(name, SpanKind.INTERNAL, false, List.of(), Attributes.empty());
	}

}
