package dev.tracing.context;

import java.util.concurrent.ThreadLocalRandom;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A hand-off that has arrived: what was handed over is current on this thread until it is
 * closed.
 */
final class RunningHandOff implements RunningTask, Scope {

	private static final ThreadLocal<@Nullable RunningHandOff> CURRENT = new ThreadLocal<>();

	private static final int BITS_MORE_THAN_JAVASCRIPT_HAS = Long.SIZE - 53;

	private final HandOff handOff;

	private final @Nullable RunningHandOff around;

	private final Context before;

	private final Scope scope;

	private final long startedAt;

	/**
	 * Made when it is first asked for; 0 before. Most tasks have no span.
	 */
	private long id;

	RunningHandOff(HandOff handOff) {
		this.startedAt = System.nanoTime();
		this.handOff = handOff;
		this.around = CURRENT.get();
		this.before = Context.current();
		if (this.around == null) {
			LeakedScope.tellIfOutlived(this.before, handOff.context());
		}
		this.scope = handOff.makeCurrent();
		CURRENT.set(this);
	}

	static @Nullable RunningHandOff current() {
		return CURRENT.get();
	}

	@Override
	public long id() {
		while (this.id == 0) {
			this.id = ThreadLocalRandom.current().nextLong() >>> BITS_MORE_THAN_JAVASCRIPT_HAS;
		}
		return this.id;
	}

	@Override
	public long queueNanos() {
		return this.handOff.queueNanos(this.startedAt);
	}

	@Override
	public long runNanos() {
		return System.nanoTime() - this.startedAt;
	}

	@Override
	public boolean isOutermost(Context parent) {
		Context handedOver = this.handOff.context();
		return parent == handedOver || AgentContexts.haveSameSpan(parent, handedOver);
	}

	@Override
	public void close() {
		LeakedScope.tellIfAny(this.handOff.context());
		CURRENT.set(this.around);
		ScopeClosing.close(this.scope, this.before);
	}

}
