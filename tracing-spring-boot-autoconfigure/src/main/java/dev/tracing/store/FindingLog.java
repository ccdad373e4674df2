package dev.tracing.store;

import java.util.HashSet;
import java.util.Set;

import dev.tracing.trace.Finding;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceAnalysis;
import io.opentelemetry.api.common.AttributeKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs what looks wrong in finished traces: once for each rule and place, since what is
 * wrong at a place is so in each trace, and a few places of each rule.
 *
 * @since 0.1.0
 */
public final class FindingLog implements TraceListener {

	private static final Log logger = LogFactory.getLog(FindingLog.class);

	// https://opentelemetry.io/docs/specs/semconv/registry/attributes/code/
	private static final AttributeKey<String> CODE_FUNCTION_NAME = AttributeKey.stringKey("code.function.name");

	private static final int MAX_PLACES = 100;

	// used by the recorder's thread only
	private final Set<String> told = new HashSet<>();

	@Override
	public void finished(Trace trace, boolean again) {
		if (this.told.size() < MAX_PLACES) {
			TraceAnalysis.of(trace)
				.findings()
				.stream()
				.filter((finding) -> finding.level() == Finding.Level.WARN)
				.forEach((finding) -> tell(trace, finding));
		}
	}

	private void tell(Trace trace, Finding finding) {
		String function = finding.node().span().attributes().get(CODE_FUNCTION_NAME);
		String place = (function != null) ? function : finding.node().name();
		if (this.told.size() < MAX_PLACES && this.told.add(finding.rule().id() + " " + place)) {
			logger.warn(oneLine(finding.rule().title() + ": '" + finding.node().name() + "' " + finding.message()
					+ ((function != null) ? " (at " + function + ")" : "") + ", in trace " + trace.id() + ". "
					+ finding.rule().id() + " in docs/findings.md says what to do; not logged again for this place."));
		}
	}

	private static String oneLine(String text) {
		return text.replaceAll("\\p{Cntrl}", " ");
	}

}
