package dev.tracing;

import io.opentelemetry.api.common.AttributeKey;

/**
 * The attributes that this project sets on spans and for which OpenTelemetry's semantic
 * conventions have no name.
 *
 * @since 0.1.0
 */
public final class TracingAttributes {

	/**
	 * True on a span whose work was cancelled: its future or its subscription. Such a
	 * span is no error; its status stays unset.
	 */
	public static final AttributeKey<Boolean> CANCELLED = AttributeKey.booleanKey("tracing.cancelled");

	/**
	 * The number of the submitted task in which the span started, unique within the
	 * process. Absent on a thread that runs no task known to us.
	 */
	public static final AttributeKey<Long> TASK_ID = AttributeKey.longKey("tracing.task.id");

	/**
	 * How many nanoseconds the task waited between its submission and its start. Set on
	 * the outermost spans of the task.
	 */
	public static final AttributeKey<Long> TASK_QUEUE_TIME = AttributeKey.longKey("tracing.task.queue_time");

	/**
	 * How many nanoseconds the task had been running when the span started. Set where
	 * {@link #TASK_QUEUE_TIME} is.
	 */
	public static final AttributeKey<Long> TASK_RUN_TIME = AttributeKey.longKey("tracing.task.run_time");

	/**
	 * True on a span whose parent is not meant to wait for it, so that nobody is told
	 * that it did not. Set by the application.
	 */
	public static final AttributeKey<Boolean> DETACHED = AttributeKey.booleanKey("tracing.detached");

	/**
	 * True on the span of a request for a stream of events or for another protocol, which
	 * lasts until the client goes.
	 */
	public static final AttributeKey<Boolean> STREAM = AttributeKey.booleanKey("tracing.stream");

	/**
	 * The name of an event: when a unit of work ended, this span was current on its
	 * thread, or the span of the work itself where that is not recording, though nothing
	 * should be, because somebody opened a scope and did not close it. Its attributes are
	 * {@code thread.name}, and {@link #LEAKED_SPAN_ID}.
	 */
	public static final String SCOPE_LEAKED = "tracing.scope.leaked";

	/**
	 * The name of an event: somebody closed a scope of this span on another thread than
	 * it was opened on, where that does nothing. Its attribute {@code thread.name} is
	 * where.
	 */
	public static final String SCOPE_CLOSED_ELSEWHERE = "tracing.scope.closed_elsewhere";

	/**
	 * The name of an event: this span had ended and was still current on its thread when
	 * the thread began with other work. Its attribute is {@code thread.name}.
	 */
	public static final String SCOPE_OUTLIVED = "tracing.scope.outlived";

	/**
	 * On the event {@link #SCOPE_LEAKED}, the id of the span that was left current.
	 */
	public static final AttributeKey<String> LEAKED_SPAN_ID = AttributeKey.stringKey("tracing.scope.leaked.span_id");

	private TracingAttributes() {
	}

}
