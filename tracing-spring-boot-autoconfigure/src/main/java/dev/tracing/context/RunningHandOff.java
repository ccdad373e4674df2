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

	/**
	 * What each thread runs, in an array of one that stays on the thread, and holds
	 * nothing of ours when the thread runs nothing: a class of ours would keep our class
	 * loader there. Looked up once for each task.
	 */
	private static final ThreadLocal<@Nullable Object[]> CURRENT = ThreadLocal.withInitial(() -> new Object[1]);

	private static final int BITS_MORE_THAN_JAVASCRIPT_HAS = Long.SIZE - 53;

	private final HandOff handOff;

	private final @Nullable Object[] current;

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
		this.current = CURRENT.get();
		this.around = (RunningHandOff) this.current[0];
		this.before = Context.current();
		if (this.around == null) {
			LeakedScope.tellIfOutlived(this.before, handOff.context());
		}
		this.scope = handOff.makeCurrent();
		this.current[0] = this;
	}

	static @Nullable RunningHandOff current() {
		return (RunningHandOff) CURRENT.get()[0];
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
		this.current[0] = this.around;
		if (Context.current() == this.handOff.context()) {
			this.scope.close();
		}
		else {
			LeakedScope.tellIfAny(this.handOff.context());
			ScopeClosing.close(this.scope, this.before);
		}
	}

}
