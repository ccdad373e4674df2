package dev.tracing.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.tracing.lifecycle.SpanCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.support.KafkaUtils;

/**
 * One call of a batch listener.
 *
 * @param invocation the call
 * @param batch what the listener is called with
 * @param propagator reads the context that a record came with
 */
record BatchCall(MethodInvocation invocation, RecordBatch batch, TextMapPropagator propagator) implements SpanCall {

	// https://opentelemetry.io/docs/specs/semconv/registry/attributes/messaging/
	private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");

	private static final AttributeKey<String> OPERATION_NAME = AttributeKey.stringKey("messaging.operation.name");

	private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");

	private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");

	private static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");

	private static final AttributeKey<Long> COUNT = AttributeKey.longKey("messaging.batch.message_count");

	@Override
	public @Nullable Object proceed() throws Throwable {
		return this.invocation.proceed();
	}

	@Override
	public void describeArguments(Span span) {
		span.setAttribute(SYSTEM, "kafka");
		span.setAttribute(OPERATION_NAME, "process");
		span.setAttribute(OPERATION_TYPE, "process");
		span.setAttribute(COUNT, (long) this.batch.records().size());
		if (this.batch.topics().size() == 1) {
			span.setAttribute(DESTINATION, this.batch.topics().iterator().next());
		}
		String group = KafkaUtils.getConsumerGroupId();
		if (group != null) {
			span.setAttribute(GROUP, group);
		}
		origins().forEach(span::addLink);
	}

	/**
	 * What sent the records, each sender once.
	 */
	private Set<SpanContext> origins() {
		Set<SpanContext> origins = new LinkedHashSet<>();
		for (ConsumerRecord<?, ?> record : this.batch.records()) {
			Context context = this.propagator.extract(Context.root(), record.headers(), HeaderGetter.INSTANCE);
			SpanContext origin = Span.fromContext(context).getSpanContext();
			if (origin.isValid()) {
				origins.add(origin);
			}
		}
		return origins;
	}

	private enum HeaderGetter implements TextMapGetter<Headers> {

		INSTANCE;

		@Override
		public Iterable<String> keys(Headers headers) {
			List<String> keys = new ArrayList<>();
			headers.forEach((header) -> keys.add(header.key()));
			return keys;
		}

		@Override
		public @Nullable String get(@Nullable Headers headers, String key) {
			Header header = (headers != null) ? headers.lastHeader(key) : null;
			return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.UTF_8)
					: null;
		}

	}

}
