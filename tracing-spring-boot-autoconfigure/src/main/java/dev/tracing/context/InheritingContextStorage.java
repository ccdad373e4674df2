package dev.tracing.context;

import java.util.function.LongSupplier;

import dev.tracing.TracingAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the current context of each thread, as OpenTelemetry's own storage does, with two
 * differences.
 *
 * <ul>
 * <li>A virtual thread begins with the context of the thread that made it. It does not if
 * it is a pool's worker, and no longer than a minute if the context's span is not
 * recording any more. A platform thread begins with nothing; until it first asks, it
 * refers to the context of its maker all the same, since that cannot know its kind.
 * <li>Closing a scope brings back what was current before it, even if scopes inside it
 * are still open because somebody forgot them. Closing one of those afterwards, a scope
 * for the second time, or one of another thread, does nothing; the last is
 * {@linkplain ScopeFaults told}.
 * </ul>
 */
final class InheritingContextStorage implements ContextStorage {

	/**
	 * The {@link ThreadSlot} of each thread that has one; before, the
	 * {@link InheritedContext} of one that was made in a context.
	 */
	private final Cell cell;

	InheritingContextStorage(LongSupplier nanoTime) {
		this.cell = new Cell(nanoTime);
	}

	@Override
	public Scope attach(@Nullable Context toAttach) {
		Object value = this.cell.get();
		Object before = ThreadSlot.held(value);
		if (toAttach == null || isAttached(toAttach, before)) {
			// exactly this object, by which wrappers tell that nothing has happened
			return Scope.noop();
		}
		@Nullable Object[] slot = (value instanceof @Nullable Object[] made) ? made : makeSlot();
		AttachedScope scope = new AttachedScope(slot, toAttach, before);
		slot[ThreadSlot.HELD] = scope;
		ContextChanges.tell(toAttach);
		return scope;
	}

	private @Nullable Object[] makeSlot() {
		@Nullable Object[] slot = ThreadSlot.ofCurrentThread();
		this.cell.set(slot);
		return slot;
	}

	@Override
	public @Nullable Context current() {
		Object value = this.cell.get();
		Object held = ThreadSlot.held(value);
		if (held instanceof AttachedScope scope) {
			return scope.context;
		}
		if (held instanceof InheritedContext inherited) {
			return resolve(inherited, value);
		}
		return (Context) held;
	}

	private @Nullable Context resolve(InheritedContext inherited, @Nullable Object value) {
		Context context = inherited.resolve();
		if (context == null) {
			if (value instanceof @Nullable Object[] slot) {
				slot[ThreadSlot.HELD] = null;
			}
			else {
				this.cell.remove();
			}
		}
		return context;
	}

	/**
	 * Whether nothing would change. An inherited context is not attached: one that is
	 * attached does not expire.
	 */
	private static boolean isAttached(Context context, @Nullable Object held) {
		if (held instanceof AttachedScope scope) {
			return scope.context == context;
		}
		return (held != null) ? held == context : context == Context.root();
	}

	private static final class Cell extends InheritableThreadLocal<@Nullable Object> {

		private final LongSupplier nanoTime;

		Cell(LongSupplier nanoTime) {
			this.nanoTime = nanoTime;
		}

		/**
		 * Called on the thread that makes another.
		 */
		@Override
		protected @Nullable Object childValue(@Nullable Object value) {
			if (PerTaskThreads.isMaking()) {
				return null;
			}
			Object held = ThreadSlot.held(value);
			if (held instanceof AttachedScope scope) {
				return inherited(scope.context);
			}
			if (held instanceof InheritedContext inherited) {
				return (inherited.resolve() != null) ? inherited.handOn() : null;
			}
			return (held != null) ? inherited((Context) held) : null;
		}

		private @Nullable Object inherited(Context context) {
			return (context != Context.root()) ? new InheritedContext(context, this.nanoTime) : null;
		}

	}

	/**
	 * A scope, and what was there before it: the open scopes of a thread are a stack.
	 */
	private static final class AttachedScope implements Scope {

		/**
		 * How many scopes may be on the stack. It is only so deep if scopes are forgotten
		 * again and again, and must not keep them all. Below, no more is known than which
		 * context comes next, as it is with OpenTelemetry's own storage.
		 */
		private static final int MAX_DEPTH = 128;

		private final @Nullable Object[] slot;

		private final Context context;

		private final @Nullable Object before;

		private final int depth;

		/** Whether it has been closed, or given up because one around it was. */
		private boolean closed;

		AttachedScope(@Nullable Object[] slot, Context context, @Nullable Object before) {
			this.slot = slot;
			this.context = context;
			if (before instanceof AttachedScope below) {
				this.before = (below.depth < MAX_DEPTH) ? below : below.context;
				this.depth = (below.depth < MAX_DEPTH) ? below.depth + 1 : 1;
			}
			else {
				this.before = before;
				this.depth = 1;
			}
		}

		@Override
		public void close() {
			boolean here = ThreadSlot.isOfCurrentThread(this.slot);
			Object top = here ? this.slot[ThreadSlot.HELD] : null;
			Object held = top;
			while (held != this && held instanceof AttachedScope inner) {
				held = inner.before;
			}
			if (here && (held == this || held == this.context)) {
				giveUp(top);
				this.slot[ThreadSlot.HELD] = this.before;
				ContextChanges.tell(contextOf(this.before));
			}
			else if (!here && !this.closed) {
				ScopeFaults.tell(TracingAttributes.SCOPE_CLOSED_ELSEWHERE, Span.fromContext(this.context),
						Attributes.empty());
			}
			this.closed = true;
		}

		private static Context contextOf(@Nullable Object held) {
			Context context;
			if (held instanceof AttachedScope scope) {
				context = scope.context;
			}
			else {
				context = (held instanceof InheritedContext inherited) ? inherited.resolve() : (Context) held;
			}
			return (context != null) ? context : Context.root();
		}

		/**
		 * Marks the scopes inside this one, whose own closing then tells nothing.
		 */
		private void giveUp(@Nullable Object top) {
			Object inner = top;
			while (inner != this && inner instanceof AttachedScope scope) {
				scope.closed = true;
				inner = scope.before;
			}
		}

	}

}
