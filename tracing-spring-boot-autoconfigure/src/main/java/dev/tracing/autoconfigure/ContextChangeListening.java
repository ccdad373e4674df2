package dev.tracing.autoconfigure;

import java.util.List;

import dev.tracing.context.ContextChanges;

/**
 * Has listeners told of what becomes current, for as long as the application runs.
 */
final class ContextChangeListening implements AutoCloseable {

	private final List<ContextChanges.Listener> listeners;

	ContextChangeListening(List<ContextChanges.Listener> listeners) {
		this.listeners = listeners;
		listeners.forEach(ContextChanges::addListener);
	}

	@Override
	public void close() {
		this.listeners.forEach(ContextChanges::removeListener);
	}

}
