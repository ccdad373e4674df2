package dev.tracing.aspects;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the applications of this JVM give to an aspect, of which there is one for all of
 * them. The application that was activated last counts, until it is deactivated; then the
 * one before it. Safe for use by many threads.
 *
 * @param <T> the type of what is given
 */
final class Activation<T> {

	private final List<T> all = new ArrayList<>();

	private volatile @Nullable T current;

	/**
	 * What counts now.
	 * @return what was given, or null as long as nothing is
	 */
	@Nullable T current() {
		return this.current;
	}

	synchronized void activate(T given) {
		this.all.removeIf((other) -> other == given);
		this.all.add(given);
		this.current = given;
	}

	synchronized void deactivate(T given) {
		this.all.removeIf((other) -> other == given);
		this.current = this.all.isEmpty() ? null : this.all.get(this.all.size() - 1);
	}

}
