package dev.tracing.aspects;

import java.util.stream.BaseStream;

import dev.tracing.context.HandOff;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A function given to a future or a stream, which calls it whenever and wherever it
 * likes.
 */
final class GivenFunction {

	private final HandOff handOff;

	private @Nullable BaseStream<?, ?> stream;

	/**
	 * A function that is called with what is handed over, wherever it is called.
	 */
	GivenFunction(HandOff handOff) {
		this.handOff = handOff;
	}

	/**
	 * A function that is called with what is handed over if its stream is parallel in the
	 * end. A stream becomes so, or ceases to be, by the last word before it runs.
	 */
	GivenFunction(HandOff handOff, BaseStream<?, ?> stream) {
		this.handOff = handOff;
		this.stream = stream;
	}

	/**
	 * Tells the stream that is made of the function. Called before the function is.
	 */
	void belongsTo(BaseStream<?, ?> stream) {
		this.stream = stream;
	}

	/**
	 * Called around each call of the function, on the thread that calls it.
	 */
	Scope enter() {
		BaseStream<?, ?> stream = this.stream;
		return (stream == null || stream.isParallel()) ? this.handOff.attach() : Scope.noop();
	}

}
