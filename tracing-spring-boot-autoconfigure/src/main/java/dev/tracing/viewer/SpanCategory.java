package dev.tracing.viewer;

import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;

/**
 * What a span is drawn as: the kind of the span, and what its attributes tell of an
 * internal one or a client's.
 */
enum SpanCategory {

	SERVER, CLIENT, DATABASE, MESSAGING, SCHEDULED, INTERNAL;

	// https://opentelemetry.io/docs/specs/semconv/registry/attributes/db/, and the older
	// name
	private static final AttributeKey<String> DB_SYSTEM_NAME = AttributeKey.stringKey("db.system.name");

	private static final AttributeKey<String> DB_SYSTEM = AttributeKey.stringKey("db.system");

	private static final AttributeKey<String> MESSAGING_SYSTEM = AttributeKey.stringKey("messaging.system");

	// what Spring's observation of a scheduled task has, and its name "task Type.method"
	private static final AttributeKey<String> CODE_FUNCTION = AttributeKey.stringKey("code.function");

	static SpanCategory of(TraceSpan span) {
		Attributes attributes = span.attributes();
		if (attributes.get(DB_SYSTEM_NAME) != null || attributes.get(DB_SYSTEM) != null) {
			return DATABASE;
		}
		if (span.kind() == SpanKind.PRODUCER || span.kind() == SpanKind.CONSUMER
				|| attributes.get(MESSAGING_SYSTEM) != null) {
			return MESSAGING;
		}
		if (span.kind() == SpanKind.INTERNAL) {
			boolean scheduled = span.name().startsWith("task ") && attributes.get(CODE_FUNCTION) != null;
			return scheduled ? SCHEDULED : INTERNAL;
		}
		return (span.kind() == SpanKind.SERVER) ? SERVER : CLIENT;
	}

	String code() {
		return switch (this) {
			case SERVER -> "server";
			case CLIENT -> "client";
			case DATABASE -> "database";
			case MESSAGING -> "messaging";
			case SCHEDULED -> "scheduled";
			case INTERNAL -> "internal";
		};
	}

}
