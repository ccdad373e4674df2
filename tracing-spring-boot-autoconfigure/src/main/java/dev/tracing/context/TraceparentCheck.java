package dev.tracing.context;

import java.util.Collection;
import java.util.List;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogFormatUtils;

/**
 * Says, at debug level, why an incoming trace is not continued: its {@code traceparent}
 * is malformed. OpenTelemetry ignores most of those without a word. Takes nothing from a
 * carrier and puts nothing into it.
 *
 * @since 0.1.0
 */
public final class TraceparentCheck implements TextMapPropagator {

	private static final Log logger = LogFactory.getLog(TraceparentCheck.class);

	private static final String TRACEPARENT = "traceparent";

	private static final int LOGGED_LENGTH = 80;

	@Override
	public Collection<String> fields() {
		return List.of();
	}

	@Override
	public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
	}

	@Override
	public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
		if (logger.isDebugEnabled()) {
			String traceparent = getter.get(carrier, TRACEPARENT);
			if (traceparent != null && !isReadable(carrier, getter)) {
				logger.debug("The traceparent " + LogFormatUtils.formatValue(traceparent, LOGGED_LENGTH, true)
						+ " is malformed: its trace is not continued");
			}
		}
		return context;
	}

	private static <C> boolean isReadable(@Nullable C carrier, TextMapGetter<C> getter) {
		Context extracted = W3CTraceContextPropagator.getInstance().extract(Context.root(), carrier, getter);
		return Span.fromContext(extracted).getSpanContext().isValid();
	}

}
