package dev.tracing.context;

import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Carries the whole OpenTelemetry context wherever Micrometer's context propagation
 * carries values: the span, baggage, the isolation scope, whatever else is in it.
 *
 * <p>
 * Each {@code setValue} opens a real scope, so that whoever listens to scopes (log
 * correlation, strict storage) sees one opened and one closed, and each {@code restore}
 * closes the last that was opened on the thread. The accessor of observations runs before
 * this one when values are set, and after it when they are restored.
 */
final class ContextThreadLocalAccessor implements ThreadLocalAccessor<CapturedContext> {

	/**
	 * The registrations that share this accessor, guarded by the registry.
	 */
	int users;

	/**
	 * The scope opened last, which knows the one before; nothing on a thread on which all
	 * are closed.
	 */
	private final ThreadLocal<@Nullable Frame> last = new ThreadLocal<>();

	@Override
	public Object key() {
		return CapturedContext.KEY;
	}

	/**
	 * Takes what is current on this thread.
	 * @return what is current, or null if nothing is: a snapshot taken here is then free
	 * of our key, and does not put "nothing" over a parent that comes from elsewhere
	 */
	@Override
	public @Nullable CapturedContext getValue() {
		CapturedContext current = CapturedContext.current();
		return current.isNothing() ? null : current;
	}

	/**
	 * Makes a context current, unless an observation has just been made current that is
	 * newer: then what that one made current stays.
	 */
	@Override
	public void setValue(CapturedContext value) {
		open(value.isOlderThan(CurrentObservation.get()) ? null : value.context());
	}

	/**
	 * Makes the root current, unless an observation is: it has been set just before, from
	 * a source that knows of observations only.
	 */
	@Override
	public void setValue() {
		open((CurrentObservation.get() != null) ? null : Context.root());
	}

	@Override
	public void restore(CapturedContext previousValue) {
		close();
	}

	@Override
	public void restore() {
		close();
	}

	private void open(@Nullable Context context) {
		Frame below = this.last.get();
		Context before = Context.current();
		Scope scope = (context != null) ? context.makeCurrent() : Scope.noop();
		this.last.set(new Frame(below, before, scope));
	}

	private void close() {
		Frame frame = this.last.get();
		if (frame == null) {
			return;
		}
		if (frame.below != null) {
			this.last.set(frame.below);
		}
		else {
			this.last.remove();
		}
		ScopeClosing.close(frame.scope, frame.before);
	}

	private record Frame(@Nullable Frame below, Context before, Scope scope) {
	}

}
