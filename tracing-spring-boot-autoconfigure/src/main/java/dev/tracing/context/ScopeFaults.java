package dev.tracing.context;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/**
 * What somebody did wrong with scopes, told by an event on the span that it is about.
 * Most faults are seen when that span has ended and takes no events any more; then
 * listeners are told, who may have kept it. There is one storage of the current context
 * in a process, so there is one list of listeners.
 *
 * @since 0.1.0
 */
public final class ScopeFaults {

	private static final AttributeKey<String> THREAD_NAME = AttributeKey.stringKey("thread.name");

	private static final List<Listener> LISTENERS = new CopyOnWriteArrayList<>();

	private ScopeFaults() {
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

	/**
	 * Tells of a fault that was seen on this thread.
	 * @param event the name of the event
	 * @param span the span that it is about
	 * @param evidence the attributes of the event, besides the name of the thread
	 */
	static void tell(String event, Span span, Attributes evidence) {
		if (!span.getSpanContext().isSampled()) {
			return;
		}
		Attributes attributes = evidence.toBuilder().put(THREAD_NAME, Thread.currentThread().getName()).build();
		if (span.isRecording()) {
			span.addEvent(event, attributes);
			return;
		}
		for (Listener listener : LISTENERS) {
			listener.found(span.getSpanContext(), event, attributes);
		}
	}

	/**
	 * Is told of faults.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * Called on the thread of the application on which the fault was seen; must
		 * neither wait nor throw.
		 * @param span the span that it is about, which does not record
		 * @param event the name of the event that the span would have been given
		 * @param attributes its attributes
		 */
		void found(SpanContext span, String event, Attributes attributes);

	}

}
