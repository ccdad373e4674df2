package dev.tracing.lifecycle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import dev.tracing.TracingAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A span that was started, and the only place that ends one. However often and on
 * whatever threads it is ended, the first ending counts and the others do nothing. None
 * of the methods throws.
 */
public final class StartedSpan {

	// https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/
	private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

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
			try {
				if (this.span.isRecording()) {
					this.call.describeResult(this.span, result);
				}
			}
			finally {
				this.span.end();
			}
		}
	}

	/**
	 * Ends the span of work that failed. A {@link CompletionException} or
	 * {@link ExecutionException} stands for its cause; a {@link CancellationException}
	 * means that the work was cancelled.
	 * @param failure what the work threw
	 */
	public void fail(Throwable failure) {
		Throwable cause = unwrap(failure);
		if (this.definition.expects(cause)) {
			endUndescribed();
		}
		else if (cause instanceof CancellationException) {
			cancel();
		}
		else if (first()) {
			try {
				describeFailure(cause);
			}
			finally {
				this.span.end();
			}
		}
	}

	/**
	 * Ends the span of work that was cancelled. Being cancelled is no error.
	 */
	public void cancel() {
		if (first()) {
			this.span.setAttribute(TracingAttributes.CANCELLED, true);
			this.span.end();
		}
	}

	/**
	 * Ends the span without a result.
	 */
	void endUndescribed() {
		if (first()) {
			this.span.end();
		}
	}

	private boolean first() {
		return ENDED.compareAndSet(this, false, true);
	}

	private void describeFailure(Throwable cause) {
		if (!this.span.isRecording()) {
			return;
		}
		String message = messageOf(cause);
		this.span.setStatus(StatusCode.ERROR, (message != null) ? message : "");
		this.span.setAttribute(ERROR_TYPE, cause.getClass().getName());
		if (this.recorded.isFirstIn(this.span.getSpanContext().getTraceId(), cause)) {
			this.span.recordException(cause);
		}
	}

	private static @Nullable String messageOf(Throwable cause) {
		try {
			return cause.getMessage();
		}
		catch (RuntimeException ex) {
			// the user's getMessage(), of which a failure must not reach the user's call
			return null;
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
