package dev.tracing.context;

import java.util.List;

import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper.ScopeAttachedEvent;
import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper.ScopeRestoredEvent;
import io.micrometer.tracing.otel.bridge.Slf4JBaggageEventListener;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.util.StringUtils;

/**
 * Keeps the correlation fields of the current baggage in the MDC. Micrometer's own
 * listener leaves there what the baggage that becomes current does not have, as
 * {@link SpanMdcListener} tells of the ids.
 *
 * @since 0.1.0
 */
public final class BaggageMdcListener extends Slf4JBaggageEventListener implements ContextChanges.Listener {

	private final List<String> fields;

	/**
	 * Create a listener.
	 * @param fields the names of the fields, which are their keys in the MDC; those of
	 * the baggage may differ in case
	 */
	public BaggageMdcListener(List<String> fields) {
		super(fields);
		this.fields = List.copyOf(fields);
	}

	/**
	 * Called for each scope that is opened or closed, on its thread, where Micrometer
	 * publishes events of scopes. As with the ids, only what is really current counts.
	 */
	@Override
	public void onEvent(Object event) {
		if (event instanceof ScopeAttachedEvent || event instanceof ScopeRestoredEvent) {
			becameCurrent(Context.current());
		}
	}

	@Override
	public void becameCurrent(Context context) {
		Baggage baggage = this.fields.isEmpty() ? Baggage.empty() : Baggage.fromContext(context);
		for (String field : this.fields) {
			String value = valueOf(field, baggage);
			if (StringUtils.hasText(value)) {
				MDC.put(field, value);
			}
			else {
				MDC.remove(field);
			}
		}
	}

	/**
	 * The value that a field has in a baggage.
	 * @param field the name of the field, by whose case it is told from others only if
	 * there are such
	 * @param baggage the baggage
	 * @return the value, or null if there is none
	 */
	public static @Nullable String valueOf(String field, Baggage baggage) {
		String exact = baggage.getEntryValue(field);
		if (exact != null || baggage.isEmpty()) {
			return exact;
		}
		return baggage.asMap()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equalsIgnoreCase(field))
			.map((entry) -> entry.getValue().getValue())
			.findFirst()
			.orElse(null);
	}

}
