package dev.tracing.context;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.tracing.RecordedSpans;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FadingContextTests {

	private static final ContextKey<String> KEY = ContextKey.named("key");

	private final AtomicLong clock = new AtomicLong(7);

	@Test
	void holdsWhatItWasMadeOfForAMinute() {
		Context context = FadingContext.of(Contexts.numbered(1), this.clock::get);
		try (Scope scope = context.makeCurrent()) {
			assertThat(Span.current().getSpanContext().getSpanId()).isEqualTo(Contexts.spanId(1));
			this.clock.addAndGet(Duration.ofSeconds(59).toNanos());
			assertThat(Span.current().getSpanContext().getSpanId()).isEqualTo(Contexts.spanId(1));
			this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
			assertThat(Span.current().getSpanContext().isValid()).isFalse();
		}
	}

	@Test
	void holdsASpanAsLongAsItRecords() {
		RecordedSpans spans = new RecordedSpans();
		Span span = spans.provider().get("test").spanBuilder("long").startSpan();
		Context context = FadingContext.of(Context.root().with(span), this.clock::get);
		this.clock.addAndGet(Duration.ofHours(1).toNanos());
		assertThat(Span.fromContext(context)).isSameAs(span);
		span.end();
		assertThat(Span.fromContext(context).getSpanContext().isValid()).isFalse();
		spans.assertNothingIsLeft();
	}

	@Test
	void whatIsDerivedFromItDoesNotFade() {
		Context derived = FadingContext.of(Contexts.numbered(1), this.clock::get).with(KEY, "value");
		this.clock.addAndGet(Duration.ofHours(1).toNanos());
		assertThat(Span.fromContext(derived).getSpanContext().getSpanId()).isEqualTo(Contexts.spanId(1));
		assertThat(derived.get(KEY)).isEqualTo("value");
	}

	@Test
	void whatIsDerivedFromItAfterwardsIsFreeOfIt() {
		Context context = FadingContext.of(Contexts.numbered(1), this.clock::get);
		this.clock.addAndGet(Duration.ofHours(1).toNanos());
		Context derived = context.with(KEY, "value");
		assertThat(Span.fromContext(derived).getSpanContext().isValid()).isFalse();
		assertThat(derived.get(KEY)).isEqualTo("value");
	}

	@Test
	void isMadeOnceOfTheSame() {
		Context context = FadingContext.of(Contexts.numbered(1), this.clock::get);
		assertThat(FadingContext.of(context, this.clock::get)).isSameAs(context);
		assertThat(FadingContext.of(Context.root(), this.clock::get)).isSameAs(Context.root());
	}

}
