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

	private TracingAttributes() {
	}

}
