package dev.tracing.context;

import java.util.function.LongSupplier;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/**
 * What a thread of the application's own is handed, which may be the work of a moment or
 * a loop that outlives its starter: it holds what another context does as long as that is
 * {@link InheritedContext#isValid valid}, and nothing from then on.
 */
final class FadingContext implements Context {

	private final LongSupplier nanoTime;

	private final long since;

	private volatile @Nullable Context context;

	private FadingContext(Context context, LongSupplier nanoTime) {
		this.context = context;
		this.nanoTime = nanoTime;
		this.since = nanoTime.getAsLong();
	}

	/**
	 * A context that holds what another does. Where that one fades already, it goes on to
	 * do so, so that threads which replace each other do not keep it for ever. One of the
	 * OpenTelemetry agent's stays as it is, since the agent knows no others.
	 */
	static Context of(Context context, LongSupplier nanoTime) {
		return (context == Context.root() || context instanceof FadingContext || AgentContexts.isAgents(context))
				? context : new FadingContext(context, nanoTime);
	}

	@Override
	public <V> @Nullable V get(ContextKey<V> key) {
		return held().get(key);
	}

	@Override
	public <V> Context with(ContextKey<V> key, V value) {
		return held().with(key, value);
	}

	private Context held() {
		Context held = this.context;
		if (held != null && !InheritedContext.isValid(held, this.nanoTime.getAsLong() - this.since)) {
			held = null;
			this.context = null;
		}
		return (held != null) ? held : Context.root();
	}

	@Override
	public String toString() {
		return held().toString();
	}

}
