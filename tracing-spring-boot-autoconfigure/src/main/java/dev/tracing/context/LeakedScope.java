package dev.tracing.context;

import dev.tracing.TracingAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a scope that a unit of work opened and forgot.
 *
 * @since 0.1.0
 */
public final class LeakedScope {

	private LeakedScope() {
	}

	/**
	 * Adds an {@linkplain TracingAttributes#SCOPE_LEAKED event} to the span that was left
	 * current on this thread, or to the span of the unit of work where only that one
	 * still records, if another context is current than should be.
	 * @param expected what was current on this thread when the unit of work began, of
	 * which each scope should have been closed by now
	 */
	public static void tellIfAny(Context expected) {
		Context current = Context.current();
		if (current == expected || current != Context.current() && AgentContexts.haveSameSpan(current, expected)) {
			return;
		}
		Span leaked = Span.fromContext(current);
		Span work = Span.fromContext(expected);
		ScopeFaults.tell(TracingAttributes.SCOPE_LEAKED, (leaked.isRecording() || !work.isRecording()) ? leaked : work,
				Attributes.of(TracingAttributes.LEAKED_SPAN_ID, leaked.getSpanContext().getSpanId()));
	}

	/**
	 * Adds an {@linkplain TracingAttributes#SCOPE_OUTLIVED event} to the span that this
	 * thread still holds from earlier work, if that span has ended. To be called where a
	 * thread of a server begins with a request.
	 */
	public static void tellIfOutlived() {
		tellIfOutlived(Context.current(), Context.root());
	}

	/**
	 * The same where a task begins. One that runs on the very thread that submits it
	 * finds there what it is handed.
	 * @param found what is current on this thread
	 * @param handedOver what the task is to find
	 */
	static void tellIfOutlived(Context found, Context handedOver) {
		if (found != Context.root() && found != handedOver) {
			tellIfOutlived(Span.fromContextOrNull(found), Span.fromContextOrNull(handedOver));
		}
	}

	private static void tellIfOutlived(@Nullable Span found, @Nullable Span handedOver) {
		// a virtual thread is nobody's before, and may have inherited what it finds
		if (found != null && hasEnded(found) && !isSame(found, handedOver) && !VirtualThreads.isCurrent()) {
			ScopeFaults.tell(TracingAttributes.SCOPE_OUTLIVED, found, Attributes.empty());
		}
	}

	private static boolean hasEnded(Span span) {
		SpanContext context = span.getSpanContext();
		return !span.isRecording() && context.isSampled() && !context.isRemote();
	}

	private static boolean isSame(Span found, @Nullable Span handedOver) {
		return handedOver != null && handedOver.getSpanContext().getSpanId().equals(found.getSpanContext().getSpanId());
	}

}
