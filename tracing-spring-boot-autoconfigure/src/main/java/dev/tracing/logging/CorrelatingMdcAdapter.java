package dev.tracing.logging;

import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.MDCAdapter;

/**
 * The MDC as Logback's events see it, with the fields of {@link LogCorrelation}. What the
 * application puts into the MDC and reads from it does not pass here.
 */
final class CorrelatingMdcAdapter implements MDCAdapter {

	private final MDCAdapter delegate;

	CorrelatingMdcAdapter(MDCAdapter delegate) {
		this.delegate = delegate;
	}

	MDCAdapter delegate() {
		return this.delegate;
	}

	/**
	 * The fields of a line. Called once for each event that asks for them, on the thread
	 * that logs.
	 */
	@Override
	public @Nullable Map<String, String> getCopyOfContextMap() {
		Map<String, String> own = own();
		if (LogCorrelation.isNothing()) {
			return own;
		}
		Map<String, String> line = (own != null) ? new HashMap<>(own) : new HashMap<>();
		LogCorrelation.addTo(line);
		return line;
	}

	/**
	 * What the application put into the MDC, not to be changed.
	 */
	private @Nullable Map<String, String> own() {
		return (this.delegate instanceof LogbackMDCAdapter logback) ? logback.getPropertyMap()
				: this.delegate.getCopyOfContextMap();
	}

	@Override
	public @Nullable String get(String key) {
		Map<String, String> line = getCopyOfContextMap();
		return (line != null) ? line.get(key) : null;
	}

	@Override
	public void put(String key, @Nullable String value) {
		this.delegate.put(key, value);
	}

	@Override
	public void remove(String key) {
		this.delegate.remove(key);
	}

	@Override
	public void clear() {
		this.delegate.clear();
	}

	@Override
	public void setContextMap(Map<String, String> contextMap) {
		this.delegate.setContextMap(contextMap);
	}

	@Override
	public void pushByKey(String key, @Nullable String value) {
		this.delegate.pushByKey(key, value);
	}

	@Override
	public @Nullable String popByKey(String key) {
		return this.delegate.popByKey(key);
	}

	@Override
	public @Nullable Deque<String> getCopyOfDequeByKey(String key) {
		return this.delegate.getCopyOfDequeByKey(key);
	}

	@Override
	public void clearDequeByKey(String key) {
		this.delegate.clearDequeByKey(key);
	}

}
