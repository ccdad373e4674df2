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

	private final Context handedOver;

	private final long startedAt;

	private final long queueNanos;

	private final @Nullable RunningHandOff around;

	private final Context before;

	private final Scope values;

	private final Scope scope;

	/**
	 * Made when it is first asked for; 0 before. Most tasks have no span.
	 */
	private long id;

	RunningHandOff(Context handedOver, CarriedValues values, long startedAt, long queueNanos) {
		this.handedOver = handedOver;
		this.startedAt = startedAt;
		this.queueNanos = queueNanos;
		this.around = CURRENT.get();
		this.before = Context.current();
		if (this.around == null) {
			LeakedScope.tellIfOutlived(this.before, handedOver);
		}
		// an observation among the values makes its own context current, which is not
		// all that was handed over
		this.values = values.makeCurrent();
		this.scope = handedOver.makeCurrent();
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
		return this.queueNanos;
	}

	@Override
	public long runNanos() {
		return System.nanoTime() - this.startedAt;
	}

	@Override
	public boolean isOutermost(Context parent) {
		return parent == this.handedOver || AgentContexts.haveSameSpan(parent, this.handedOver);
	}

	@Override
	public void close() {
		LeakedScope.tellIfAny(this.handedOver);
		CURRENT.set(this.around);
		this.scope.close();
		ScopeClosing.close(this.values, this.before);
	}

}
