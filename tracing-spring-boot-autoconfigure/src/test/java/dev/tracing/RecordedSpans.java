package dev.tracing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The spans that a real SDK made, for tests of the parts below the auto-configuration.
 */
public final class RecordedSpans implements SpanProcessor {

	private final AtomicInteger open = new AtomicInteger();

	private final List<SpanData> ended = new CopyOnWriteArrayList<>();

	private final SdkTracerProvider provider;

	public RecordedSpans() {
		this(Sampler.parentBased(Sampler.alwaysOn()));
	}

	public RecordedSpans(Sampler sampler) {
		this.provider = SdkTracerProvider.builder().setSampler(sampler).addSpanProcessor(this).build();
	}

	public SdkTracerProvider provider() {
		return this.provider;
	}

	/**
	 * The ended spans, in the order of their ends.
	 */
	public List<SpanData> all() {
		return List.copyOf(this.ended);
	}

	/**
	 * The one ended span of a name.
	 */
	public SpanData one(String name) {
		List<SpanData> named = this.ended.stream().filter((span) -> span.getName().equals(name)).toList();
		assertThat(named).as("spans named %s among %s", name, this.ended).hasSize(1);
		return named.get(0);
	}

	/**
	 * Waits until every span has ended. Who waits for a future may go on before the
	 * callback that ends the future's span has run.
	 * @return whether every span has ended; false after ten seconds
	 */
	public boolean awaitEnds() {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		synchronized (this.ended) {
			while (this.open.get() > 0) {
				long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
				if (left <= 0) {
					return false;
				}
				try {
					this.ended.wait(left);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
			return true;
		}
	}

	public void assertNothingIsLeft() {
		awaitEnds();
		assertThat(this.open).as("spans that were started and not ended").hasValue(0);
		assertThat(Context.current()).as("the context left on this thread").isSameAs(Context.root());
	}

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
		this.open.incrementAndGet();
	}

	@Override
	public boolean isStartRequired() {
		return true;
	}

	@Override
	public void onEnd(ReadableSpan span) {
		synchronized (this.ended) {
			this.ended.add(span.toSpanData());
			this.open.decrementAndGet();
			this.ended.notifyAll();
		}
	}

	@Override
	public boolean isEndRequired() {
		return true;
	}

}
