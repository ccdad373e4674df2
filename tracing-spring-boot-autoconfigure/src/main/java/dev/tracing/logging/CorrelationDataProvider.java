package dev.tracing.logging;

import java.util.HashMap;
import java.util.Map;

import org.apache.logging.log4j.core.util.ContextDataProvider;

/**
 * Adds the fields of {@link LogCorrelation} to Log4j's events. Log4j makes one, whether
 * anything is correlated or not, and gets nothing where nothing is.
 *
 * @since 0.1.0
 */
public final class CorrelationDataProvider implements ContextDataProvider {

	/**
	 * Called for each event, on the thread that logs. Log4j lets what a provider gives
	 * win over what another does, so that the ids are in the line only once.
	 */
	@Override
	public Map<String, String> supplyContextData() {
		if (LogCorrelation.isNothing()) {
			return Map.of();
		}
		Map<String, String> fields = new HashMap<>();
		LogCorrelation.addTo(fields);
		return fields;
	}

}
