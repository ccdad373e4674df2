package dev.tracing.lifecycle;

import java.util.ArrayList;
import java.util.List;

import dev.tracing.TracedCallback;
import dev.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * Spans by hand, made by the {@link SpanRunner} that makes those of annotations.
 */
public final class RunnerTracing implements Tracing {

	private final SpanRunner runner;

	public RunnerTracing(SpanRunner runner) {
		this.runner = runner;
	}

	@Override
	public Description span(String name) {
		return new RunnerDescription(this.runner, name);
	}

	private static final class RunnerDescription implements Description {

		private final SpanRunner runner;

		private final String name;

		private final AttributesBuilder attributes = Attributes.builder();

		private SpanKind kind = SpanKind.INTERNAL;

		private boolean root;

		private final List<Class<? extends Throwable>> expected = new ArrayList<>();

		RunnerDescription(SpanRunner runner, String name) {
			this.runner = runner;
			this.name = name;
		}

		@Override
		public Description kind(SpanKind kind) {
			this.kind = kind;
			return this;
		}

		@Override
		public Description root() {
			this.root = true;
			return this;
		}

		@Override
		public Description expected(Class<? extends Throwable> type) {
			this.expected.add(type);
			return this;
		}

		@Override
		public <A> Description attribute(AttributeKey<A> key, @Nullable A value) {
			if (value != null) {
				this.attributes.put(key, value);
			}
			return this;
		}

		@Override
		@SuppressWarnings({ "unchecked", "NullAway" }) // T says itself whether it is
														// nullable
		public <T extends @Nullable Object, E extends Throwable> T call(TracedCallback<T, E> work) throws E {
			try {
				return (T) this.runner.run(plan(), work::call);
			}
			catch (Throwable ex) {
				// the runner throws what the work threw, and that is an E or unchecked
				throw (E) ex;
			}
		}

		@Override
		@SuppressWarnings("unchecked")
		public <P> P perSubscription(P publisher) {
			Object replacement = this.runner.perUse(plan(), () -> publisher, publisher);
			if (replacement == null) {
				throw new IllegalArgumentException(publisher.getClass().getName()
						+ " is no publisher, or of a type of which no other publisher can be made. "
						+ "Use call(...) for work that is not subscribed to.");
			}
			return (P) replacement;
		}

		private SpanPlan plan() {
			SpanDefinition definition = new SpanDefinition(this.name, this.kind, this.root, this.expected,
					this.attributes.build());
			return this.runner.plan(definition, Object.class);
		}

	}

}
