package dev.tracing.test;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Knows the scopes that are open, on whatever thread, and where they were opened. Kept
 * only while a test wants to know.
 */
final class OpenScopes {

	/**
	 * The open scopes of this JVM, which has one storage for the current context, not to
	 * be replaced once it is in use.
	 */
	static final OpenScopes OF_JVM = new OpenScopes();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition someClosed = this.lock.newCondition();

	private final Set<OpenScope> open = new LinkedHashSet<>();

	private int watchers;

	private long number;

	/**
	 * Has the scopes of a storage known.
	 */
	ContextStorage wrap(ContextStorage storage) {
		return new TrackingStorage(storage);
	}

	/**
	 * Keeps the scopes that are opened from now on.
	 * @return the number of the last scope before
	 */
	long watch() {
		this.lock.lock();
		try {
			this.watchers++;
			return this.number;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Keeps them no longer on behalf of the caller.
	 */
	void unwatch() {
		this.lock.lock();
		try {
			this.watchers--;
			if (this.watchers == 0) {
				this.open.clear();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The open scopes of a kind.
	 * @param kind tells the scopes, under the lock
	 * @return the scopes, by their opening
	 */
	List<OpenScope> open(Predicate<OpenScope> kind) {
		this.lock.lock();
		try {
			return this.open.stream().filter(kind).toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until no scope of a kind is open.
	 * @param kind tells the scopes, under the lock
	 * @param timeout how long to wait at most
	 * @return those that are still open, by their opening
	 */
	List<OpenScope> awaitClosed(Predicate<OpenScope> kind, Duration timeout) {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			List<OpenScope> found = open(kind);
			while (!found.isEmpty() && left > 0) {
				left = this.someClosed.awaitNanos(left);
				found = open(kind);
			}
			return found;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return open(kind);
		}
		finally {
			this.lock.unlock();
		}
	}

	private Scope opened(Scope scope, Context context) {
		this.lock.lock();
		try {
			if (this.watchers == 0) {
				return scope;
			}
			OpenScope opened = new OpenScope(++this.number, scope, context, this::closed);
			this.open.add(opened);
			return opened;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void closed(OpenScope scope) {
		this.lock.lock();
		try {
			this.open.remove(scope);
			this.someClosed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private final class TrackingStorage implements ContextStorage {

		private final ContextStorage delegate;

		TrackingStorage(ContextStorage delegate) {
			this.delegate = delegate;
		}

		@Override
		public Scope attach(Context toAttach) {
			Scope scope = this.delegate.attach(toAttach);
			// exactly that object tells that nothing has happened
			return (scope != Scope.noop()) ? opened(scope, toAttach) : scope;
		}

		@Override
		public @Nullable Context current() {
			return this.delegate.current();
		}

		@Override
		public Context root() {
			return this.delegate.root();
		}

	}

}
