package dev.tracing.context;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;

/**
 * Tells listeners what becomes current on a thread, by a scope that is opened or closed.
 * There is one storage of the current context in a process, so there is one list of
 * listeners.
 *
 * @since 0.1.0
 */
public final class ContextChanges {

	private static final List<Listener> LISTENERS = new CopyOnWriteArrayList<>();

	private ContextChanges() {
	}

	/**
	 * Whether listeners are told, which they are where OpenTelemetry keeps the context in
	 * our storage. Asking makes OpenTelemetry decide for a storage, if it has not yet.
	 * @return whether it does
	 */
	public static boolean areTold() {
		ContextStorage.get();
		return InheritingContextStorageProvider.isTaken();
	}

	/**
	 * Adds a listener. Whoever does, removes it.
	 * @param listener the listener
	 */
	public static void addListener(Listener listener) {
		LISTENERS.add(listener);
	}

	/**
	 * Removes a listener.
	 * @param listener the listener
	 */
	public static void removeListener(Listener listener) {
		LISTENERS.remove(listener);
	}

	static void tell(Context current) {
		for (Listener listener : LISTENERS) {
			listener.becameCurrent(current);
		}
	}

	/**
	 * Is told of changes.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * Called on the thread whose context has changed; must neither wait nor throw,
		 * nor make anything current.
		 * @param context what is current on this thread now
		 */
		void becameCurrent(Context context);

	}

}
