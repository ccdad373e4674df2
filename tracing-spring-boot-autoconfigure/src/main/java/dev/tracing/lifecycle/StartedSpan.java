package dev.tracing.lifecycle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.tracing.TracingAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A span that was started, and the only place that ends one. However often and on
 * whatever threads it is ended, the first ending counts and the others do nothing. None
 * of the methods throws.
 */
public final class StartedSpan {

	// https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/
	private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

	private static final Log logger = LogFactory.getLog(StartedSpan.class);

	private static final AtomicBoolean endFailureLogged = new AtomicBoolean();

	private static final VarHandle ENDED;

	static {
		try {
			ENDED = MethodHandles.lookup().findVarHandle(StartedSpan.class, "ended", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final SpanDefinition definition;

	private final SpanCall call;

	private final Span span;

	private final Context context;

	private final RecordedThrowables recorded;

	@SuppressWarnings("unused")
	private volatile boolean ended;

	StartedSpan(SpanDefinition definition, SpanCall call, Span span, Context context, RecordedThrowables recorded) {
		this.definition = definition;
		this.call = call;
		this.span = span;
		this.context = context;
		this.recorded = recorded;
	}

	/**
	 * The context that holds the span, to be current while the span's work runs.
	 * @return the context
	 */
	public Context context() {
		return this.context;
	}

	/**
	 * Ends the span of work that is done.
	 * @param result the result of the work, or null if it has none
	 */
	public void end(@Nullable Object result) {
		if (first()) {
			end(this.call, this.span, result);
		}
	}

	/**
	 * Ends the span of work that failed. A {@link CompletionException} or
	 * {@link ExecutionException} stands for its cause; a {@link CancellationException}
	 * means that the work was cancelled.
	 * @param failure what the work threw
	 */
	public void fail(Throwable failure) {
		if (first()) {
			fail(this.definition, this.recorded, this.span, failure);
		}
	}

	/**
	 * Ends the span of work that was cancelled. Being cancelled is no error.
	 */
	public void cancel() {
		if (first()) {
			cancel(this.span);
		}
	}

	private boolean first() {
		return ENDED.compareAndSet(this, false, true);
	}

	/**
	 * Ends the span of a call that was not left to anything else, like
	 * {@link #end(Object)}.
	 */
	static void end(SpanCall call, Span span, @Nullable Object result) {
		try {
			call.describeResult(span, result);
		}
		finally {
			end(span);
		}
	}

	/**
	 * Ends the span of a call that was not left to anything else, like
	 * {@link #fail(Throwable)}.
	 */
	static void fail(SpanDefinition definition, RecordedThrowables recorded, Span span, Throwable failure) {
		Throwable cause = unwrap(failure);
		if (definition.expects(cause)) {
			end(span);
		}
		else if (cause instanceof CancellationException) {
			cancel(span);
		}
		else {
			describeFailure(recorded, span, cause);
			end(span);
		}
	}

	private static void cancel(Span span) {
		span.setAttribute(TracingAttributes.CANCELLED, true);
		end(span);
	}

	private static void end(Span span) {
		try {
			span.end();
		}
		catch (RuntimeException ex) {
			// a processor of the application's, of which a failure must not take the
			// place of what the call returned or threw
			if (endFailureLogged.compareAndSet(false, true)) {
				logger.warn("A span processor failed with the end of a span, which the other processors may not have "
						+ "been told of. Further failures of this kind are not logged.", ex);
			}
		}
	}

	private static void describeFailure(RecordedThrowables recorded, Span span, Throwable cause) {
		if (!span.isRecording()) {
			return;
		}
		span.setStatus(StatusCode.ERROR);
		span.setAttribute(ERROR_TYPE, cause.getClass().getName());
		try {
			String message = cause.getMessage();
			if (message != null) {
				span.setStatus(StatusCode.ERROR, message);
			}
			if (recorded.isFirstIn(span.getSpanContext().getTraceId(), cause)) {
				span.recordException(cause);
			}
		}
		catch (RuntimeException | StackOverflowError ex) {
			// the user's getMessage(), of which a failure must not take the place of what
			// the call threw: the type has to do
		}
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable result = failure;
		while ((result instanceof CompletionException || result instanceof ExecutionException)
				&& result.getCause() != null) {
			result = result.getCause();
		}
		return result;
	}

}
