package example;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import example.woven.Futures;
import example.woven.Leaf;
import example.woven.Pools;
import example.woven.SequentialStreams;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Woven classes where nothing is to be traced: every function and task arrives as the
 * very object that was given, and nothing of ours runs around it.
 */
class SwitchedOffTests {

	private static final ContextKey<String> KEY = ContextKey.named("key");

	@Test
	void withoutAnyApplicationClassesWorkAsIfNotWoven() throws Exception {
		assertNothingIsWrapped();
	}

	@Test
	void withTracingDisabledTheyDoAsWell() throws Exception {
		SpringApplication application = new SpringApplication(WovenTest.Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run("--tracing.enabled=false")) {
			assertNothingIsWrapped();
		}
	}

	private void assertNothingIsWrapped() throws Exception {
		Runnable task = () -> {
		};
		AtomicReference<Runnable> given = new AtomicReference<>();
		new Pools().give(given::set, task);
		assertThat(given).hasValue(task);
		assertThat(new Leaf().quick()).isEqualTo("done");
		assertThat(new Futures().elsewhere(SwitchedOffTests::frames)).isEmpty();
		assertThat(new SequentialStreams().list(java.util.stream.Stream.of(1, 2).parallel(), (number) -> frames()))
			.containsOnly("");
		CompletableFuture<String> future = new CompletableFuture<>();
		CompletableFuture<String> attached = new Futures().attachOutsideOfAnyTrace(future);
		try (Scope scope = Context.current().with(KEY, "kept").makeCurrent()) {
			assertThat(new Futures().elsewhere(() -> String.valueOf(Context.current().get(KEY)))).isEqualTo("null");
			future.complete("complete");
		}
		assertThat(attached).isCompletedWithValue("done");
	}

	private static String frames() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.map(StackWalker.StackFrame::getClassName)
				.filter((name) -> name.startsWith("dev.tracing"))
				.collect(java.util.stream.Collectors.joining(" ")));
	}

}
