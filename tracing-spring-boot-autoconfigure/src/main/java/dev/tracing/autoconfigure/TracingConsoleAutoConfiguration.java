package dev.tracing.autoconfigure;

import java.nio.charset.Charset;

import dev.tracing.store.TraceConsole;
import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.TraceTextOptions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ansi.AnsiColor;
import org.springframework.boot.ansi.AnsiOutput;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of traces on the console.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnTracing
@ConditionalOnBooleanProperty("tracing.console.enabled")
@EnableConfigurationProperties(TracingProperties.class)
public final class TracingConsoleAutoConfiguration {

	/**
	 * Unless the application has a recorder of its own. The one of the viewer is no use:
	 * it hides what the console shows.
	 */
	@Bean
	@ConditionalOnMissingBean(TraceRecorder.class)
	static ConsoleRecording tracingConsoleRecording() {
		return new ConsoleRecording();
	}

	@Bean
	@Lazy(false)
	TraceConsole tracingConsole(ObjectProvider<ConsoleRecording> recording, ObjectProvider<TraceRecorder> recorder,
			TracingProperties properties) {
		TraceConsole console = new TraceConsole(System.out, charset(),
				TraceTextOptions.defaults()
					.withAttributes(properties.getConsole().isAttributes())
					.withFindings(true)
					.withColour(isTerminal()));
		ConsoleRecording own = recording.getIfAvailable();
		if (own != null) {
			own.tell(console);
		}
		else {
			recorder.getObject().addListener(console);
		}
		return console;
	}

	/**
	 * The character set that the standard output is written in: of a container without a
	 * locale it is often one that cannot draw a tree.
	 */
	private static Charset charset() {
		String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
		return (name != null) ? Charset.forName(name) : Charset.defaultCharset();
	}

	/**
	 * Whether Spring Boot colours its own output, by its property
	 * {@code spring.output.ansi.enabled} and by what it finds of the terminal.
	 */
	private static boolean isTerminal() {
		return !AnsiOutput.encode(AnsiColor.DEFAULT).isEmpty();
	}

}
