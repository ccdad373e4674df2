package dev.tracing.rabbit;

import java.util.function.Supplier;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.listener.adapter.ReplyPostProcessor;

/**
 * Has a reply go on with the trace of the message that it answers. Where that came
 * without a context, so does the reply.
 *
 * <p>
 * Called on the thread that sends the reply, which is the listener's, or whichever
 * completes the future that the listener returned. What that one holds is believed only
 * if it is of the same trace; otherwise the reply gets what the message came with.
 *
 * @param existing what the application does to replies, or null if it does nothing
 * @param propagator reads and writes the context of messages; asked when there is a reply
 */
record ReplyInTrace(@Nullable ReplyPostProcessor existing,
		Supplier<TextMapPropagator> propagator) implements ReplyPostProcessor {

	@Override
	public Message apply(Message request, Message response) {
		Message reply = (this.existing != null) ? this.existing.apply(request, response) : response;
		TextMapPropagator propagator = this.propagator.get();
		Context sender = propagator.extract(Context.root(), request.getMessageProperties(), HeaderGetter.INSTANCE);
		if (spanOf(sender).isValid()) {
			propagator.inject(isOfSameTrace(Context.current(), sender) ? Context.current() : sender,
					reply.getMessageProperties(), MessageProperties::setHeader);
		}
		return reply;
	}

	private static boolean isOfSameTrace(Context one, Context other) {
		return spanOf(one).getTraceId().equals(spanOf(other).getTraceId());
	}

	private static SpanContext spanOf(Context context) {
		return Span.fromContext(context).getSpanContext();
	}

	private enum HeaderGetter implements TextMapGetter<MessageProperties> {

		INSTANCE;

		@Override
		public Iterable<String> keys(MessageProperties properties) {
			return properties.getHeaders().keySet();
		}

		@Override
		public @Nullable String get(@Nullable MessageProperties properties, String key) {
			Object value = (properties != null) ? properties.getHeaders().get(key) : null;
			return (value != null) ? value.toString() : null;
		}

	}

}
