package dev.tracing.logging;

import java.util.List;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.StatusListener;
import ch.qos.logback.core.status.StatusManager;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.MDCAdapter;

/**
 * Puts a {@link CorrelatingMdcAdapter} in front of the one of Logback, and takes it away.
 */
final class LogbackLines {

	private LogbackLines() {
	}

	static boolean areInUse() {
		return LoggerFactory.getILoggerFactory() instanceof LoggerContext;
	}

	static void correlate() {
		ILoggerFactory factory = LoggerFactory.getILoggerFactory();
		if (factory instanceof LoggerContext context && !(context.getMDCAdapter() instanceof CorrelatingMdcAdapter)) {
			replace(context, new CorrelatingMdcAdapter(context.getMDCAdapter()));
		}
	}

	static void leaveAlone() {
		ILoggerFactory factory = LoggerFactory.getILoggerFactory();
		if (factory instanceof LoggerContext context
				&& context.getMDCAdapter() instanceof CorrelatingMdcAdapter correlating) {
			replace(context, correlating.delegate());
		}
	}

	/**
	 * Nobody listens meanwhile: Logback takes a second adapter for a mistake, and Spring
	 * Boot would have it print so at each start.
	 */
	private static void replace(LoggerContext context, MDCAdapter adapter) {
		StatusManager status = context.getStatusManager();
		List<StatusListener> listeners = status.getCopyOfStatusListenerList();
		listeners.forEach(status::remove);
		try {
			context.setMDCAdapter(adapter);
		}
		finally {
			listeners.forEach(status::add);
		}
	}

}
