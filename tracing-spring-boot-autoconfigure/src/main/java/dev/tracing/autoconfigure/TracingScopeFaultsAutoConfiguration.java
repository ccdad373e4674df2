package dev.tracing.autoconfigure;

import java.util.stream.Stream;

import dev.tracing.store.TraceRecorder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of how recorders, where there are any, know of scopes that were
 * handled wrongly.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnTracing
public final class TracingScopeFaultsAutoConfiguration {

	@Bean
	@Lazy(false)
	ScopeFaultRecording tracingScopeFaultRecording(ObjectProvider<TraceRecorder> recorders,
			ObjectProvider<ConsoleRecording> console) {
		return new ScopeFaultRecording(
				Stream.concat(recorders.stream(), console.stream().map(ConsoleRecording::recorder)).toList());
	}

}
