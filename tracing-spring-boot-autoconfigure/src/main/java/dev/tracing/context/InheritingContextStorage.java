package dev.tracing.context;

import java.util.function.LongSupplier;

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
 * for the second time, or one of another thread, does nothing.
 * </ul>
 */
final class InheritingContextStorage implements ContextStorage {

	/**
	 * What a thread holds: nothing, an {@link AttachedScope}, an {@link InheritedContext}
	 * or, where scopes are nested very deeply, a {@link Context}.
	 */
	private final Cell cell;

	InheritingContextStorage(LongSupplier nanoTime) {
		this.cell = new Cell(nanoTime);
	}

	@Override
	public Scope attach(@Nullable Context toAttach) {
		Object before = this.cell.get();
		if (toAttach == null || isAttached(toAttach, before)) {
			// exactly this object, by which wrappers tell that nothing has happened
			return Scope.noop();
		}
		AttachedScope scope = new AttachedScope(this.cell, toAttach, before);
		this.cell.set(scope);
		return scope;
	}

	@Override
	public @Nullable Context current() {
		Object held = this.cell.get();
		if (held instanceof AttachedScope scope) {
			return scope.context;
		}
		if (held instanceof InheritedContext inherited) {
			Context context = inherited.resolve();
			if (context == null) {
				this.cell.remove();
			}
			return context;
		}
		return (Context) held;
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
		protected @Nullable Object childValue(@Nullable Object held) {
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

		private final Cell cell;

		private final Context context;

		private final @Nullable Object before;

		private final int depth;

		AttachedScope(Cell cell, Context context, @Nullable Object before) {
			this.cell = cell;
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
			Object held = this.cell.get();
			while (held != this && held instanceof AttachedScope inner) {
				held = inner.before;
			}
			if (held == this || held == this.context) {
				this.cell.set(this.before);
			}
		}

	}

}
