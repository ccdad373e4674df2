package dev.tracing.viewertests;

import java.util.ArrayList;
import java.util.List;

/**
 * Closes event streams together.
 */
final class Closer implements AutoCloseable {

	private final List<EventReader> readers = new ArrayList<>();

	EventReader add(EventReader reader) {
		this.readers.add(reader);
		return reader;
	}

	@Override
	public void close() {
		this.readers.forEach(EventReader::close);
	}

}
