package dev.tracing.interceptor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ObjectUtils;

/**
 * Puts a value of any type on a span, as the type of attribute that fits it best.
 */
final class AttributeValue {

	private AttributeValue() {
	}

	static void set(Span span, String key, Object value) {
		if (value instanceof Collection<?> collection) {
			setAll(span, key, collection);
		}
		else if (value.getClass().isArray()) {
			setAll(span, key, Arrays.asList(ObjectUtils.toObjectArray(value)));
		}
		else if (value instanceof Optional<?> optional) {
			optional.ifPresent((present) -> set(span, key, present));
		}
		else {
			setOne(span, key, simplify(value));
		}
	}

	private static void setOne(Span span, String key, Object value) {
		if (value instanceof Long number) {
			span.setAttribute(key, number);
		}
		else if (value instanceof Double number) {
			span.setAttribute(key, number);
		}
		else if (value instanceof Boolean truth) {
			span.setAttribute(key, truth);
		}
		else {
			span.setAttribute(key, value.toString());
		}
	}

	/**
	 * Elements that are all of one type stay of that type. Otherwise they become strings,
	 * since a list attribute has one type.
	 */
	private static void setAll(Span span, String key, Collection<? extends @Nullable Object> values) {
		List<Object> simple = new ArrayList<>(values.size());
		for (Object value : values) {
			if (value != null) {
				simple.add(simplify(value));
			}
		}
		Class<?> type = simple.isEmpty() ? String.class : simple.get(0).getClass();
		if (!simple.stream().allMatch(type::isInstance)) {
			simple.replaceAll(Object::toString);
			type = String.class;
		}
		span.setAttribute(listKey(key, type), simple);
	}

	@SuppressWarnings("unchecked")
	private static AttributeKey<List<Object>> listKey(String key, Class<?> type) {
		AttributeKey<?> result;
		if (type == Long.class) {
			result = AttributeKey.longArrayKey(key);
		}
		else if (type == Double.class) {
			result = AttributeKey.doubleArrayKey(key);
		}
		else if (type == Boolean.class) {
			result = AttributeKey.booleanArrayKey(key);
		}
		else {
			result = AttributeKey.stringArrayKey(key);
		}
		return (AttributeKey<List<Object>>) result;
	}

	/**
	 * The value as one of the four types that an attribute or its elements can have.
	 */
	private static Object simplify(Object value) {
		if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
			return value;
		}
		if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
			return ((Number) value).longValue();
		}
		if (value instanceof Float number) {
			return number.doubleValue();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		return String.valueOf(value.toString());
	}

}
