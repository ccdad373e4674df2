package dev.tracing.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import example.Shop;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spans between their end and their export. The queue is OpenTelemetry's, made by Spring
 * Boot.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExportQueueTests {

	private static final String QUEUE = "--management.opentelemetry.tracing.export.";

	@Test
	void whatHasEndedIsExportedWhenTheApplicationStops() {
		Exporter exporter;
		try (ConfigurableApplicationContext context = start(QUEUE + "schedule-delay=1h")) {
			exporter = context.getBean(Exporter.class);
			exporter.open.countDown();
			context.getBean(Shop.class).sell("book");
		}
		assertThat(exporter.exported).containsExactly("Shop.sell");
	}

	@Test
	void whatFindsTheQueueFullIsCountedInTheLog(CapturedOutput output) throws InterruptedException {
		try (ConfigurableApplicationContext context = start(QUEUE + "max-queue-size=4", QUEUE + "max-batch-size=1",
				QUEUE + "schedule-delay=1ms")) {
			for (int i = 0; i < 100; i++) {
				context.getBean(Shop.class).sell("book");
			}
			Exporter exporter = context.getBean(Exporter.class);
			exporter.open.countDown();
			// told before the next export; an application that is closed logs no more
			exporter.twice.await();
		}
		assertThat(output).containsPattern("dropped \\d+ span\\(s\\) since the last export because the queue is full");
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Shop.class, Exporter.class })
	static class Application {

	}

	/**
	 * Exports nothing until it is opened.
	 */
	static class Exporter implements SpanExporter {

		final CountDownLatch open = new CountDownLatch(1);

		final CountDownLatch twice = new CountDownLatch(2);

		final List<String> exported = new CopyOnWriteArrayList<>();

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			try {
				this.open.await();
			}
			catch (InterruptedException ex) {
				return CompletableResultCode.ofFailure();
			}
			spans.forEach((span) -> this.exported.add(span.getName()));
			this.twice.countDown();
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
