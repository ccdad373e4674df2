package dev.tracing.context;

import java.util.List;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Has the OpenTelemetry context carried by Micrometer's context propagation, until it is
 * closed.
 *
 * <p>
 * The registry is usually the one of the JVM, and more than one application may run in
 * it: they share one accessor, which counts them and goes with the last. What the
 * registry holds is all the state there is.
 *
 * @since 0.1.0
 */
public final class ContextAccessorRegistration implements AutoCloseable {

	private final ContextRegistry registry;

	private @Nullable ContextThreadLocalAccessor accessor;

	private ContextAccessorRegistration(ContextRegistry registry, ContextThreadLocalAccessor accessor) {
		this.registry = registry;
		this.accessor = accessor;
	}

	/**
	 * Registers the accessor, or shares the one that is registered, and sees to it that
	 * it comes after Micrometer's accessor of observations.
	 * @param registry where to register
	 * @return the registration, to be closed with the application
	 */
	public static ContextAccessorRegistration in(ContextRegistry registry) {
		synchronized (registry) {
			ContextThreadLocalAccessor accessor = registered(registry);
			if (accessor == null) {
				accessor = new ContextThreadLocalAccessor();
			}
			accessor.users++;
			List<ThreadLocalAccessor<?>> accessors = registry.getThreadLocalAccessors();
			if (accessors.indexOf(accessor) <= indexOf(ObservationThreadLocalAccessor.KEY, accessors)) {
				registry.registerThreadLocalAccessor(accessor);
			}
			return new ContextAccessorRegistration(registry, accessor);
		}
	}

	/**
	 * Takes the accessor out of the registry, if it is still there and nobody else uses
	 * it. The second and later calls do nothing.
	 */
	@Override
	public void close() {
		synchronized (this.registry) {
			ContextThreadLocalAccessor closed = this.accessor;
			this.accessor = null;
			if (closed != null && --closed.users == 0 && registered(this.registry) == closed) {
				this.registry.removeThreadLocalAccessor(closed.key());
			}
		}
	}

	private static @Nullable ContextThreadLocalAccessor registered(ContextRegistry registry) {
		List<ThreadLocalAccessor<?>> accessors = registry.getThreadLocalAccessors();
		int index = indexOf(CapturedContext.KEY, accessors);
		// one of the same key and another class is that of another class loader
		return (index >= 0 && accessors.get(index) instanceof ContextThreadLocalAccessor ours) ? ours : null;
	}

	private static int indexOf(Object key, List<ThreadLocalAccessor<?>> accessors) {
		for (int i = 0; i < accessors.size(); i++) {
			if (accessors.get(i).key().equals(key)) {
				return i;
			}
		}
		return -1;
	}

}
