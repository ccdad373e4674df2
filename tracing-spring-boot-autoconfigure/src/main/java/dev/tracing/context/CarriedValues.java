package dev.tracing.context;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.context.Scope;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The values that a hand-off carries besides the context: those of accessors that the
 * application names.
 *
 * <p>
 * The accessors are not ours, and what goes wrong in one must reach neither the task nor
 * the values of the others: one user's identity, say, must not stay on a thread.
 */
final class CarriedValues {

	/**
	 * Nothing besides the context.
	 */
	static final CarriedValues NONE = new CarriedValues(List.of(), new AtomicBoolean());

	private static final Log logger = LogFactory.getLog(CarriedValues.class);

	private final List<Value<?>> values;

	private final AtomicBoolean failureLogged;

	private CarriedValues(List<Value<?>> values, AtomicBoolean failureLogged) {
		this.values = values;
		this.failureLogged = failureLogged;
	}

	/**
	 * Sets the values on this thread, and clears those that the submitter did not have.
	 * @return a scope whose closing brings back what the thread had
	 */
	Scope makeCurrent() {
		if (this.values.isEmpty()) {
			return Scope.noop();
		}
		Deque<Runnable> restorations = new ArrayDeque<>(this.values.size());
		for (Value<?> value : this.values) {
			guard(() -> restorations.push(value.set()));
		}
		return () -> restorations.forEach(this::guard);
	}

	private void guard(Runnable access) {
		try {
			access.run();
		}
		catch (RuntimeException ex) {
			log(ex, this.failureLogged);
		}
	}

	private static void log(RuntimeException ex, AtomicBoolean failureLogged) {
		if (failureLogged.compareAndSet(false, true)) {
			logger.warn("A value could not be carried to or from a task, which goes on without. "
					+ "Further failures of this kind are not logged.", ex);
		}
	}

	/**
	 * Takes values on the threads that submit tasks.
	 */
	static final class Source {

		private final ContextRegistry registry;

		private final Set<String> keys;

		private final AtomicBoolean failureLogged = new AtomicBoolean();

		Source(ContextRegistry registry, Set<String> keys) {
			this.registry = registry;
			this.keys = keys;
		}

		CarriedValues capture() {
			List<Value<?>> values = new ArrayList<>(this.keys.size());
			for (ThreadLocalAccessor<?> accessor : this.registry.getThreadLocalAccessors()) {
				if (accessor.key() instanceof String key && this.keys.contains(key)) {
					capture(accessor, values);
				}
			}
			return new CarriedValues(values, this.failureLogged);
		}

		private void capture(ThreadLocalAccessor<?> accessor, List<Value<?>> values) {
			try {
				values.add(Value.of(accessor));
			}
			catch (RuntimeException ex) {
				log(ex, this.failureLogged);
			}
		}

	}

	private record Value<V>(ThreadLocalAccessor<V> accessor, @Nullable V value) {

		static <V> Value<V> of(ThreadLocalAccessor<V> accessor) {
			return new Value<>(accessor, accessor.getValue());
		}

		/**
		 * Sets the value on this thread.
		 * @return what brings back the value before
		 */
		Runnable set() {
			V before = this.accessor.getValue();
			if (this.value != null) {
				this.accessor.setValue(this.value);
			}
			else {
				this.accessor.setValue();
			}
			return () -> restore(before);
		}

		private void restore(@Nullable V before) {
			if (before != null) {
				this.accessor.restore(before);
			}
			else {
				this.accessor.restore();
			}
		}

	}

}
