package dev.tracing.logging;

import ch.qos.logback.classic.LoggerContext;
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
			context.setMDCAdapter(new CorrelatingMdcAdapter(context.getMDCAdapter()));
		}
	}

	static void leaveAlone() {
		ILoggerFactory factory = LoggerFactory.getILoggerFactory();
		if (factory instanceof LoggerContext context
				&& context.getMDCAdapter() instanceof CorrelatingMdcAdapter correlating) {
			MDCAdapter before = correlating.delegate();
			context.setMDCAdapter(before);
		}
	}

}
