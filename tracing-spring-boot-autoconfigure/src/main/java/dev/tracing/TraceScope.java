package dev.tracing;

import java.util.function.Function;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * An isolation scope: attributes that are put on it go onto every span started inside it
 * and below, on whatever thread the work runs, and never onto a sibling's or the
 * parent's.
 *
 * <p>
 * Each call of a {@link Traced @Traced} method opens one implicitly, so
 * {@code TraceScope.current().put("tenant", id)} in such a method reaches the spans that
 * the call starts from then on. One is opened explicitly by {@link #open()} or
 * {@link #with(Function)}:
 *
 * <pre class="code">
 * try (TraceScope scope = TraceScope.open()) {
 *     scope.put("tenant", tenant);
 *     orders.export(tenant);
 * }
 * </pre>
 *
 * An inner scope's value is stronger than an outer scope's value of the same key, and the
 * attributes that a span sets itself are stronger than both. Safe for use by many
 * threads, {@link #close()} excepted. A scope travels with the OpenTelemetry context.
 *
 * <p>
 * A scope knows those around it, of which there may be ever more where each piece of work
 * submits the next. So each hundredth takes over what they have, and knows them no more:
 * what is put on one of them later does not reach it.
 *
 * @since 0.1.0
 */
public sealed class TraceScope implements ImplicitContextKeyed, AutoCloseable {

	private static final ContextKey<TraceScope> KEY = ContextKey.named("dev.tracing.scope");

	private static final int MAX_DEPTH = 100;

	private final @Nullable TraceScope outer;

	/** How many scopes around this one it knows. */
	private final int depth;

	/**
	 * What was put on this scope, or null if nothing was, which is not written: writing
	 * it would hold up each call, few of which put anything.
	 */
	private volatile @Nullable Attributes attributes;

	private TraceScope(@Nullable TraceScope around) {
		if (around == null || around.depth < MAX_DEPTH) {
			this.outer = around;
			this.depth = (around != null) ? around.depth + 1 : 0;
		}
		else {
			this.outer = null;
			this.depth = 0;
			this.attributes = around.attributes();
		}
	}

	/**
	 * Opens a scope inside the current one and makes it current on this thread.
	 * @return the scope, to be closed on this thread; inside a {@code @Traced} call, a
	 * forgotten one ends with the call
	 */
	public static TraceScope open() {
		Context context = Context.current();
		OpenedScope scope = new OpenedScope(from(context));
		scope.opened = context.with(scope).makeCurrent();
		return scope;
	}

	/**
	 * Opens a scope, calls work inside it on this thread, and closes it.
	 * @param work the work, which gets the scope
	 * @return what the work returns
	 * @param <T> the type of the result
	 */
	public static <T extends @Nullable Object> T with(Function<TraceScope, T> work) {
		try (TraceScope scope = open()) {
			return work.apply(scope);
		}
	}

	/**
	 * The scope that is current on this thread.
	 * @return the current scope; where there is none, one that reaches no span
	 */
	public static TraceScope current() {
		TraceScope scope = from(Context.current());
		return (scope != null) ? scope : new TraceScope(null);
	}

	/**
	 * The scope that a context holds.
	 * @param context the context
	 * @return the scope, or null if the context holds none
	 */
	public static @Nullable TraceScope from(Context context) {
		return context.get(KEY);
	}

	/**
	 * Makes a scope inside the one that a context holds. It is not current anywhere until
	 * it is stored in a context.
	 * @param context the context
	 * @return the new scope
	 */
	public static TraceScope inside(Context context) {
		return new TraceScope(from(context));
	}

	/**
	 * Puts an attribute on every span started from now on inside this scope.
	 * @param key the key of the attribute
	 * @param value the value
	 * @return this
	 * @param <T> the type of the value
	 */
	public <T> TraceScope put(AttributeKey<T> key, T value) {
		synchronized (this) {
			this.attributes = own().toBuilder().put(key, value).build();
		}
		return this;
	}

	/**
	 * Puts a string attribute on every span started from now on inside this scope.
	 * @param key the key of the attribute
	 * @param value the value
	 * @return this
	 */
	public TraceScope put(String key, String value) {
		return put(AttributeKey.stringKey(key), value);
	}

	/**
	 * Puts an integer attribute on every span started from now on inside this scope.
	 * @param key the key of the attribute
	 * @param value the value
	 * @return this
	 */
	public TraceScope put(String key, long value) {
		return put(AttributeKey.longKey(key), value);
	}

	/**
	 * Puts a floating-point attribute on every span started from now on inside this
	 * scope.
	 * @param key the key of the attribute
	 * @param value the value
	 * @return this
	 */
	public TraceScope put(String key, double value) {
		return put(AttributeKey.doubleKey(key), value);
	}

	/**
	 * Puts a boolean attribute on every span started from now on inside this scope.
	 * @param key the key of the attribute
	 * @param value the value
	 * @return this
	 */
	public TraceScope put(String key, boolean value) {
		return put(AttributeKey.booleanKey(key), value);
	}

	/**
	 * The attributes that a span started inside this scope now would get: this scope's
	 * and, where it has none of the same key, those of the scopes around it.
	 * @return the attributes
	 */
	public Attributes attributes() {
		Attributes result = own();
		for (TraceScope scope = this.outer; scope != null; scope = scope.outer) {
			Attributes around = scope.own();
			if (!around.isEmpty()) {
				result = result.isEmpty() ? around : around.toBuilder().putAll(result).build();
			}
		}
		return result;
	}

	private Attributes own() {
		Attributes put = this.attributes;
		return (put != null) ? put : Attributes.empty();
	}

	/**
	 * Makes current again what was current before {@link #open()}. To be called on the
	 * thread that opened the scope; on another, and on a scope that was opened
	 * implicitly, it does nothing.
	 */
	@Override
	public void close() {
	}

	@Override
	public Context storeInContext(Context context) {
		return context.with(KEY, this);
	}

	/**
	 * A scope that was opened explicitly.
	 */
	private static final class OpenedScope extends TraceScope {

		private Scope opened = Scope.noop();

		OpenedScope(@Nullable TraceScope around) {
			super(around);
		}

		@Override
		public void close() {
			this.opened.close();
		}

	}

}
