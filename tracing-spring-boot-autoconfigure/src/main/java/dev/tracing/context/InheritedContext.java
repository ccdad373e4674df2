package dev.tracing.context;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * The context of the thread that made this thread, as this thread finds it. Made on the
 * one, where the kind of the other is not yet known, and resolved on the other when it
 * first asks. Used by that thread only.
 */
final class InheritedContext {

	/**
	 * For how long after the thread was made a context stays that does not record:
	 * whether work that outlives its caller still finds it must not be a race between the
	 * two.
	 */
	private static final long GRACE_NANOS = Duration.ofMinutes(1).toNanos();

	private final Context context;

	private final LongSupplier nanoTime;

	private final long since;

	private boolean resolved;

	private boolean entitled;

	InheritedContext(Context context, LongSupplier nanoTime) {
		this(context, nanoTime, nanoTime.getAsLong());
	}

	private InheritedContext(Context context, LongSupplier nanoTime, long since) {
		this.context = context;
		this.nanoTime = nanoTime;
		this.since = since;
	}

	/**
	 * The same for a thread that is made by this one. It is not younger than this, so
	 * that threads which replace each other do not keep a context for ever.
	 */
	InheritedContext handOn() {
		return new InheritedContext(this.context, this.nanoTime, this.since);
	}

	/**
	 * The context, if this thread may have it.
	 * @return the context, or null if there is none for this thread, now and for ever
	 */
	@Nullable Context resolve() {
		if (!this.resolved) {
			this.entitled = VirtualThreads.isCurrent() && !VirtualThreads.isCurrentPooled();
			this.resolved = true;
		}
		long age = this.nanoTime.getAsLong() - this.since;
		return (this.entitled && isValid(this.context, age)) ? this.context : null;
	}

	/**
	 * Whether a thread still finds the context of the one that made it.
	 * @param context the context
	 * @param age the nanoseconds since the thread was made
	 */
	static boolean isValid(Context context, long age) {
		return age < GRACE_NANOS || Span.fromContext(context).isRecording();
	}

}
