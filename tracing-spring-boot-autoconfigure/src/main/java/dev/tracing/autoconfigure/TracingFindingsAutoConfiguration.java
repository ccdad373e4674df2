package dev.tracing.autoconfigure;

import dev.tracing.store.FindingLog;
import dev.tracing.store.TraceRecorder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of what is logged of traces that look wrong, where traces are
 * recorded.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { TracingConsoleAutoConfiguration.class, TracingViewerAutoConfiguration.class })
@ConditionalOnTracing
@ConditionalOnBean(TraceRecorder.class)
@ConditionalOnBooleanProperty(name = "tracing.findings.log", matchIfMissing = true)
public final class TracingFindingsAutoConfiguration {

	@Bean
	@Lazy(false)
	@ConditionalOnMissingBean
	FindingLog tracingFindingLog(TraceRecorder recorder) {
		FindingLog log = new FindingLog();
		recorder.addListener(log);
		return log;
	}

}
