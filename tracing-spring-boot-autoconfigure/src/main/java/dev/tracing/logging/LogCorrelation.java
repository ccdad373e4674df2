package dev.tracing.logging;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.tracing.context.BaggageMdcListener;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/**
 * Adds the ids of the current span, and fields of the current baggage, to each log line
 * when it is written, until it is closed. They are the fields that would otherwise be
 * kept in the MDC, which then holds none of them.
 *
 * <p>
 * A logging system belongs to the JVM. Where more than one application correlates, the
 * lines of all have the fields of each.
 *
 * @since 0.1.0
 */
public final class LogCorrelation implements AutoCloseable {

	/**
	 * The key of a trace's id, as Spring Boot has it.
	 */
	private static final String TRACE_ID = "traceId";

	private static final String SPAN_ID = "spanId";

	private static final String LOGBACK = "ch.qos.logback.classic.LoggerContext";

	private static final List<LogCorrelation> OPEN = new CopyOnWriteArrayList<>();

	private final List<String> baggageFields;

	private LogCorrelation(List<String> baggageFields) {
		this.baggageFields = List.copyOf(baggageFields);
	}

	/**
	 * Whether the logging system in use is one that this knows: Logback or Log4j.
	 * @return whether lines can be correlated
	 */
	public static boolean isSupported() {
		return isOnClassPath(LOGBACK) ? LogbackLines.areInUse()
				: isOnClassPath("org.apache.logging.log4j.core.util.ContextDataProvider");
	}

	/**
	 * Begins to correlate.
	 * @param baggageFields names of the baggage entries to add, by which their case does
	 * not matter
	 * @return the correlation, to be closed with the application
	 */
	public static LogCorrelation open(List<String> baggageFields) {
		LogCorrelation correlation = new LogCorrelation(baggageFields);
		synchronized (OPEN) {
			OPEN.add(correlation);
			if (isOnClassPath(LOGBACK)) {
				LogbackLines.correlate();
			}
		}
		return correlation;
	}

	/**
	 * Leaves the lines alone again. The second and later calls do nothing.
	 */
	@Override
	public void close() {
		synchronized (OPEN) {
			if (OPEN.remove(this) && OPEN.isEmpty() && isOnClassPath(LOGBACK)) {
				LogbackLines.leaveAlone();
			}
		}
	}

	/**
	 * Whether there is nothing to add to a line of this thread.
	 */
	static boolean isNothing() {
		return OPEN.isEmpty() || (!Span.current().getSpanContext().isValid() && Baggage.current().isEmpty());
	}

	/**
	 * Adds what is current on this thread to the fields of a line, except to those that
	 * the line has of its own.
	 * @param line the fields of the line
	 */
	static void addTo(Map<String, String> line) {
		for (LogCorrelation correlation : OPEN) {
			correlation.add(line);
		}
	}

	private void add(Map<String, String> line) {
		SpanContext span = Span.current().getSpanContext();
		if (span.isValid()) {
			line.putIfAbsent(TRACE_ID, span.getTraceId());
			line.putIfAbsent(SPAN_ID, span.getSpanId());
		}
		Baggage baggage = this.baggageFields.isEmpty() ? Baggage.empty() : Baggage.current();
		for (String field : this.baggageFields) {
			String value = BaggageMdcListener.valueOf(field, baggage);
			if (value != null && !value.isBlank()) {
				line.putIfAbsent(field, value);
			}
		}
	}

	private static boolean isOnClassPath(String className) {
		try {
			Class.forName(className, false, LogCorrelation.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

}
