package dev.tracing.context;

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

	/**
	 * Called once per JVM, before the first context becomes current.
	 */
	@Override
	public ContextStorage get() {
		return new InheritingContextStorage(System::nanoTime);
	}

}
