package dev.tracing.soak;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.micrometer.observation.Observation;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Something in a thread-local of a thread that belongs to tracing: a context, a scope, an
 * observation, an id in the MDC. Found by looking into the threads, since a pool that is
 * asked by a task answers with what the task was handed. Two are equal if it is the same
 * object on the same thread.
 */
final class HeldValue {

	private static final List<String> PACKAGES = List.of("dev.tracing.", "io.opentelemetry.", "io.micrometer.");

	/**
	 * What a thread may keep: what it cannot know to be none of its business before it
	 * first asks, and an observation that is none.
	 */
	private static final Set<String> HARMLESS = Set.of("dev.tracing.context.InheritedContext");

	private final Thread thread;

	private final Object value;

	private HeldValue(Thread thread, Object value) {
		this.thread = thread;
		this.value = value;
	}

	/**
	 * Looks into all threads, which needs
	 * {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
	 */
	static List<HeldValue> ofAllThreads() {
		List<HeldValue> held = new ArrayList<>();
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			for (String field : List.of("threadLocals", "inheritableThreadLocals")) {
				values(thread, field).stream()
					.filter(HeldValue::isOfTracing)
					.forEach((value) -> held.add(new HeldValue(thread, value)));
			}
		}
		return held;
	}

	private static boolean isOfTracing(Object value) {
		if (value instanceof Map<?, ?> map) {
			return map.containsKey("traceId") || map.containsKey("spanId");
		}
		String type = value.getClass().getName();
		return value != Context.root() && value != Observation.Scope.NOOP && !HARMLESS.contains(type)
				&& PACKAGES.stream().anyMatch(type::startsWith);
	}

	private static List<Object> values(Thread thread, String field) {
		List<Object> values = new ArrayList<>();
		try {
			Object map = read(Thread.class, field, thread);
			Object table = (map != null) ? read(map.getClass(), "table", map) : null;
			for (int i = 0; table != null && i < Array.getLength(table); i++) {
				Object entry = Array.get(table, i);
				Object value = (entry != null) ? read(entry.getClass(), "value", entry) : null;
				if (value != null) {
					values.add(value);
				}
			}
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
		return values;
	}

	private static @Nullable Object read(Class<?> type, String name, Object target)
			throws ReflectiveOperationException {
		Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		return field.get(target);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof HeldValue held && held.thread == this.thread && held.value == this.value;
	}

	@Override
	public int hashCode() {
		return Objects.hash(System.identityHashCode(this.thread), System.identityHashCode(this.value));
	}

	@Override
	public String toString() {
		return this.thread.getName() + " holds " + this.value.getClass().getName() + ": " + this.value;
	}

}
