package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

import dev.tracing.TracingAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * A span as it was recorded, immutable. A span that had not ended when it was recorded
 * has no end.
 *
 * @since 0.1.0
 */
public final class TraceSpan {

	// https://opentelemetry.io/docs/specs/semconv/registry/attributes/thread/
	private static final AttributeKey<Long> THREAD_ID = AttributeKey.longKey("thread.id");

	private static final AttributeKey<String> THREAD_NAME = AttributeKey.stringKey("thread.name");

	// https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/
	private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

	private final String traceId;

	private final String spanId;

	private final @Nullable String parentId;

	private final boolean parentRemote;

	private final String name;

	private final SpanKind kind;

	private final String scopeName;

	private final long startEpochNanos;

	private final @Nullable Long endEpochNanos;

	private final StatusCode status;

	private final String statusDescription;

	private final Attributes attributes;

	private final List<SpanEvent> events;

	private final List<SpanLink> links;

	private final @Nullable Long threadId;

	private final @Nullable String threadName;

	private final @Nullable Long endThreadId;

	private final @Nullable Long usualNanos;

	private final int dropped;

	private TraceSpan(Builder builder) {
		this.traceId = builder.traceId;
		this.spanId = builder.spanId;
		this.parentId = builder.parentId;
		this.parentRemote = builder.parentRemote;
		this.name = builder.name;
		this.kind = builder.kind;
		this.scopeName = builder.scopeName;
		this.startEpochNanos = builder.startEpochNanos;
		this.endEpochNanos = builder.endEpochNanos;
		this.status = builder.status;
		this.statusDescription = builder.statusDescription;
		this.attributes = builder.attributes.build();
		this.events = List.copyOf(builder.events);
		this.links = List.copyOf(builder.links);
		Long recordedThread = this.attributes.get(THREAD_ID);
		this.threadId = (recordedThread != null) ? recordedThread : builder.threadId;
		this.threadName = (recordedThread != null) ? this.attributes.get(THREAD_NAME) : builder.threadName;
		this.endThreadId = builder.endThreadId;
		this.usualNanos = builder.usualNanos;
		this.dropped = builder.dropped;
	}

	private TraceSpan(TraceSpan span, SpanEvent added) {
		this.traceId = span.traceId;
		this.spanId = span.spanId;
		this.parentId = span.parentId;
		this.parentRemote = span.parentRemote;
		this.name = span.name;
		this.kind = span.kind;
		this.scopeName = span.scopeName;
		this.startEpochNanos = span.startEpochNanos;
		this.endEpochNanos = span.endEpochNanos;
		this.status = span.status;
		this.statusDescription = span.statusDescription;
		this.attributes = span.attributes;
		List<SpanEvent> more = new ArrayList<>(span.events);
		more.add(added);
		this.events = List.copyOf(more);
		this.links = span.links;
		this.threadId = span.threadId;
		this.threadName = span.threadName;
		this.endThreadId = span.endThreadId;
		this.usualNanos = span.usualNanos;
		this.dropped = span.dropped;
	}

	/**
	 * Starts the description of a span that is of kind {@code INTERNAL}, without a
	 * parent, started at the epoch, and not ended.
	 * @param traceId the id of its trace
	 * @param spanId its own id
	 * @param name its name
	 * @return the builder
	 */
	public static Builder builder(String traceId, String spanId, String name) {
		return new Builder(traceId, spanId, name);
	}

	/**
	 * The id of the trace that the span belongs to.
	 * @return the id of the trace
	 */
	public String traceId() {
		return this.traceId;
	}

	/**
	 * The id of the span.
	 * @return the id of the span
	 */
	public String spanId() {
		return this.spanId;
	}

	/**
	 * The id of the span's parent.
	 * @return the id of the parent, or null if the span has none
	 */
	public @Nullable String parentId() {
		return this.parentId;
	}

	/**
	 * Whether the parent was received from elsewhere, as by an HTTP header.
	 * @return whether the parent is remote
	 */
	public boolean isParentRemote() {
		return this.parentRemote;
	}

	/**
	 * The name of the span.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The kind of the span.
	 * @return the kind
	 */
	public SpanKind kind() {
		return this.kind;
	}

	/**
	 * The name of the instrumentation that made the span.
	 * @return the name of the instrumentation scope, or an empty string
	 */
	public String scopeName() {
		return this.scopeName;
	}

	/**
	 * When the span started.
	 * @return nanoseconds since the epoch
	 */
	public long startEpochNanos() {
		return this.startEpochNanos;
	}

	/**
	 * When the span ended.
	 * @return nanoseconds since the epoch, or empty if the span had not ended
	 */
	public OptionalLong endEpochNanos() {
		return (this.endEpochNanos != null) ? OptionalLong.of(this.endEpochNanos) : OptionalLong.empty();
	}

	/**
	 * Whether the span had not ended when it was recorded.
	 * @return whether the span is running
	 */
	public boolean isRunning() {
		return this.endEpochNanos == null;
	}

	/**
	 * The status of the span.
	 * @return the status
	 */
	public StatusCode status() {
		return this.status;
	}

	/**
	 * The description of the span's status.
	 * @return the description, or an empty string
	 */
	public String statusDescription() {
		return this.statusDescription;
	}

	/**
	 * Whether the span's status is an error.
	 * @return whether the span is an error
	 */
	public boolean isError() {
		return this.status == StatusCode.ERROR;
	}

	/**
	 * Whether the work of the span was cancelled.
	 * @return whether the span was cancelled
	 */
	public boolean isCancelled() {
		return Boolean.TRUE.equals(this.attributes.get(TracingAttributes.CANCELLED));
	}

	/**
	 * Why the span is an error: the last exception recorded on it, otherwise its
	 * {@code error.type} and the description of its status.
	 * @return the failure, or null if the span is no error
	 */
	public @Nullable SpanFailure failure() {
		if (!isError()) {
			return null;
		}
		String message = this.statusDescription.isEmpty() ? null : this.statusDescription;
		for (int i = this.events.size() - 1; i >= 0; i--) {
			SpanEvent event = this.events.get(i);
			if (event.isException() && event.exceptionType() != null) {
				String recorded = event.exceptionMessage();
				return new SpanFailure(event.exceptionType(), (recorded != null) ? recorded : message);
			}
		}
		return new SpanFailure(this.attributes.get(ERROR_TYPE), message);
	}

	/**
	 * The attributes of the span.
	 * @return the attributes
	 */
	public Attributes attributes() {
		return this.attributes;
	}

	/**
	 * The events of the span, as they were recorded one after another.
	 * @return the events
	 */
	public List<SpanEvent> events() {
		return this.events;
	}

	/**
	 * The links of the span.
	 * @return the links
	 */
	public List<SpanLink> links() {
		return this.links;
	}

	/**
	 * The id of the thread on which the span started.
	 * @return the id, or empty if it is not known
	 */
	public OptionalLong threadId() {
		return optional(this.threadId);
	}

	/**
	 * The name of the thread on which the span started.
	 * @return the name, or null if it is not known
	 */
	public @Nullable String threadName() {
		return this.threadName;
	}

	/**
	 * The id of the thread on which the span ended.
	 * @return the id, or empty if it is not known
	 */
	public OptionalLong endThreadId() {
		return optional(this.endThreadId);
	}

	/**
	 * The number of the submitted task in which the span started.
	 * @return the number, or empty if the span started in no task known
	 * @see TracingAttributes#TASK_ID
	 */
	public OptionalLong taskId() {
		return optional(this.attributes.get(TracingAttributes.TASK_ID));
	}

	/**
	 * How long that task waited between its submission and its start.
	 * @return nanoseconds, or empty if it is not known
	 * @see TracingAttributes#TASK_QUEUE_TIME
	 */
	public OptionalLong queueNanos() {
		return optional(this.attributes.get(TracingAttributes.TASK_QUEUE_TIME));
	}

	/**
	 * How long that task had been running when the span started.
	 * @return nanoseconds, or empty if it is not known
	 * @see TracingAttributes#TASK_RUN_TIME
	 */
	public OptionalLong taskRunNanos() {
		return optional(this.attributes.get(TracingAttributes.TASK_RUN_TIME));
	}

	/**
	 * How long hardly any span of this name has taken. Known of running spans only.
	 * @return the nanoseconds that 99 of 100 spans of the name that had ended took no
	 * longer than, or empty if it is not known
	 */
	public OptionalLong usualNanos() {
		return optional(this.usualNanos);
	}

	/**
	 * How many attributes, events and links of the span were not kept.
	 * @return the number of things not kept
	 */
	public int dropped() {
		return this.dropped;
	}

	/**
	 * The same span with one more event.
	 * @param event the event
	 * @return another span
	 */
	public TraceSpan withEvent(SpanEvent event) {
		return new TraceSpan(this, event);
	}

	/**
	 * The name and the ids of the span.
	 */
	@Override
	public String toString() {
		return this.name + " [trace " + this.traceId + ", span " + this.spanId + "]";
	}

	private static OptionalLong optional(@Nullable Long value) {
		return (value != null) ? OptionalLong.of(value) : OptionalLong.empty();
	}

	/**
	 * Describes a span, not safe for use by many threads.
	 */
	public static final class Builder {

		private final String traceId;

		private final String spanId;

		private final String name;

		private final AttributesBuilder attributes = Attributes.builder();

		private final List<SpanEvent> events = new ArrayList<>();

		private final List<SpanLink> links = new ArrayList<>();

		private @Nullable String parentId;

		private boolean parentRemote;

		private SpanKind kind = SpanKind.INTERNAL;

		private String scopeName = "";

		private long startEpochNanos;

		private @Nullable Long endEpochNanos;

		private StatusCode status = StatusCode.UNSET;

		private String statusDescription = "";

		private @Nullable Long threadId;

		private @Nullable String threadName;

		private @Nullable Long endThreadId;

		private @Nullable Long usualNanos;

		private int dropped;

		private Builder(String traceId, String spanId, String name) {
			this.traceId = traceId;
			this.spanId = spanId;
			this.name = name;
		}

		/**
		 * Sets a parent in this process.
		 * @param spanId the id of the parent
		 * @return this
		 */
		public Builder parent(String spanId) {
			this.parentId = spanId;
			this.parentRemote = false;
			return this;
		}

		/**
		 * Sets a parent that was received from elsewhere.
		 * @param spanId the id of the parent
		 * @return this
		 */
		public Builder remoteParent(String spanId) {
			this.parentId = spanId;
			this.parentRemote = true;
			return this;
		}

		/**
		 * Sets the kind of the span.
		 * @param kind the kind
		 * @return this
		 */
		public Builder kind(SpanKind kind) {
			this.kind = kind;
			return this;
		}

		/**
		 * Sets the name of the instrumentation that made the span.
		 * @param scopeName the name of the instrumentation scope
		 * @return this
		 */
		public Builder scopeName(String scopeName) {
			this.scopeName = scopeName;
			return this;
		}

		/**
		 * Sets when the span started.
		 * @param epochNanos nanoseconds since the epoch
		 * @return this
		 */
		public Builder start(long epochNanos) {
			this.startEpochNanos = epochNanos;
			return this;
		}

		/**
		 * Sets when the span ended.
		 * @param epochNanos nanoseconds since the epoch
		 * @return this
		 */
		public Builder end(long epochNanos) {
			this.endEpochNanos = epochNanos;
			return this;
		}

		/**
		 * Sets the status of the span.
		 * @param status the status
		 * @param description its description, or an empty string
		 * @return this
		 */
		public Builder status(StatusCode status, String description) {
			this.status = status;
			this.statusDescription = description;
			return this;
		}

		/**
		 * Puts an attribute on the span.
		 * @param key the key of the attribute
		 * @param value the value
		 * @return this
		 * @param <T> the type of the value
		 */
		public <T> Builder attribute(AttributeKey<T> key, T value) {
			this.attributes.put(key, value);
			return this;
		}

		/**
		 * Puts attributes on the span.
		 * @param attributes the attributes
		 * @return this
		 */
		public Builder attributes(Attributes attributes) {
			this.attributes.putAll(attributes);
			return this;
		}

		/**
		 * Adds events to the span.
		 * @param events the events
		 * @return this
		 */
		public Builder events(Collection<SpanEvent> events) {
			this.events.addAll(events);
			return this;
		}

		/**
		 * Adds links to the span.
		 * @param links the links
		 * @return this
		 */
		public Builder links(Collection<SpanLink> links) {
			this.links.addAll(links);
			return this;
		}

		/**
		 * Sets the thread on which the span started. The span's own attributes
		 * {@code thread.id} and {@code thread.name} are stronger.
		 * @param id the id of the thread
		 * @param name the name of the thread
		 * @return this
		 */
		public Builder thread(long id, String name) {
			this.threadId = id;
			this.threadName = name;
			return this;
		}

		/**
		 * Sets the thread on which the span ended.
		 * @param id the id of the thread
		 * @return this
		 */
		public Builder endThread(long id) {
			this.endThreadId = id;
			return this;
		}

		/**
		 * Sets how long hardly any span of the name has taken.
		 * @param nanos what 99 of 100 took no longer than
		 * @return this
		 */
		public Builder usual(long nanos) {
			this.usualNanos = nanos;
			return this;
		}

		/**
		 * Sets how many attributes, events and links were not kept.
		 * @param dropped the number of things not kept
		 * @return this
		 */
		public Builder dropped(int dropped) {
			this.dropped = dropped;
			return this;
		}

		/**
		 * Makes the span.
		 * @return the span
		 */
		public TraceSpan build() {
			return new TraceSpan(this);
		}

	}

}
