package dev.tracing.context;

import java.util.function.LongSupplier;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Has virtual threads inherit what is current in a storage that is not ours. As with
 * {@link InheritingContextStorage}, whose threads it treats alike, platform threads never
 * do, and what a thread itself makes current, nothing included, counts more.
 *
 * <p>
 * Only those see what is inherited that ask this storage. Whoever knows the other one
 * sees it as soon as something that was started here is made current.
 */
final class InheritanceOverStorage implements ContextStorage {

	private final ContextStorage storage;

	private final Cell cell;

	InheritanceOverStorage(ContextStorage storage, LongSupplier nanoTime) {
		this.storage = storage;
		this.cell = new Cell(storage, nanoTime);
	}

	@Override
	public Scope attach(@Nullable Context toAttach) {
		InheritedContext inherited = this.cell.get();
		if (inherited == null || toAttach == null) {
			return this.storage.attach(toAttach);
		}
		this.cell.set(null);
		Scope scope = this.storage.attach(toAttach);
		return () -> {
			scope.close();
			this.cell.set(inherited);
		};
	}

	@Override
	public @Nullable Context current() {
		// asked in any case: a thread hands on only what it has been asked for once
		InheritedContext inherited = this.cell.get();
		Context current = this.storage.current();
		if (inherited == null || isSomething(current)) {
			return current;
		}
		Context context = inherited.resolve();
		if (context == null) {
			this.cell.set(null);
			return current;
		}
		return context;
	}

	@Override
	public Context root() {
		return this.storage.root();
	}

	private boolean isSomething(@Nullable Context current) {
		return current != null && current != this.storage.root();
	}

	private static final class Cell extends InheritableThreadLocal<@Nullable InheritedContext> {

		private final ContextStorage storage;

		private final LongSupplier nanoTime;

		Cell(ContextStorage storage, LongSupplier nanoTime) {
			this.storage = storage;
			this.nanoTime = nanoTime;
		}

		/**
		 * Called on the thread that makes another.
		 */
		@Override
		protected @Nullable InheritedContext childValue(@Nullable InheritedContext held) {
			if (PerTaskThreads.isMaking()) {
				return null;
			}
			Context current = this.storage.current();
			if (current != null && current != this.storage.root()) {
				return new InheritedContext(current, this.nanoTime);
			}
			return (held != null && held.resolve() != null) ? held.handOn() : null;
		}

	}

}
