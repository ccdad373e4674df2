package dev.tracing.interceptor;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.opentelemetry.api.trace.Span;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * Reads one attribute from an argument or a result, for a span that records. Whatever
 * goes wrong is logged once and never thrown.
 */
final class AttributeReader {

	private static final Log logger = LogFactory.getLog(AttributeReader.class);

	private static final EvaluationContext READ_ONLY = SimpleEvaluationContext.forReadOnlyDataBinding()
		.withInstanceMethods()
		.withAssignmentDisabled()
		.build();

	private final String key;

	private final @Nullable Expression expression;

	private final String place;

	private final AtomicBoolean failureLogged = new AtomicBoolean();

	/**
	 * Create a reader.
	 * @param key the key of the attribute
	 * @param expression what to read of the value, or null for the value itself
	 * @param place where the annotation is, for messages
	 */
	AttributeReader(String key, @Nullable Expression expression, String place) {
		this.key = key;
		this.expression = expression;
		this.place = place;
	}

	void read(@Nullable Object source, Span span) {
		try {
			Object value = (source instanceof Optional<?> optional) ? optional.orElse(null) : source;
			if (value != null && this.expression != null) {
				value = this.expression.getValue(READ_ONLY, value);
			}
			if (value != null) {
				AttributeValue.set(span, this.key, value);
			}
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			if (this.failureLogged.compareAndSet(false, true)) {
				logger.warn("Attribute '" + this.key + "' could not be read and is left out; see @SpanAttribute at "
						+ this.place + ". Further failures there are not logged.", ex);
			}
		}
	}

}
