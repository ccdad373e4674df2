package dev.tracing.context;

import java.util.concurrent.atomic.AtomicBoolean;

import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.ContextStorageProvider;

/**
 * Gives OpenTelemetry a storage for the current context that virtual threads inherit
 * from. Found by OpenTelemetry itself, as a service; {@code
 * -Dio.opentelemetry.context.contextStorageProvider=default} brings OpenTelemetry's own
 * storage back.
 *
 * @since 0.1.0
 */
public final class InheritingContextStorageProvider implements ContextStorageProvider {

	private static final AtomicBoolean TAKEN = new AtomicBoolean();

	/**
	 * Called once per JVM, before the first context becomes current.
	 */
	@Override
	public ContextStorage get() {
		TAKEN.set(true);
		return new InheritingContextStorage(System::nanoTime);
	}

	/**
	 * Whether OpenTelemetry has asked for the storage, which it does of one provider
	 * only.
	 */
	static boolean isTaken() {
		return TAKEN.get();
	}

}
