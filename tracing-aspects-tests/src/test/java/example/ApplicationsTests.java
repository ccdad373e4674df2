package example;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import example.woven.Futures;
import example.woven.Leaf;
import io.micrometer.context.ContextRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The aspects are there once for all applications of a JVM.
 */
class ApplicationsTests {

	private final Leaf leaf = new Leaf();

	@Test
	void nothingIsTracedWhileNoApplicationIsRunning() {
		ConfigurableApplicationContext context = start();
		Names names = context.getBean(Names.class);
		context.close();
		assertThat(this.leaf.quick()).isEqualTo("done");
		assertThat(names.started).isEmpty();
	}

	@Test
	void applicationThatWasStartedLastMakesTheSpansUntilItStops() {
		ConfigurableApplicationContext first = start();
		ConfigurableApplicationContext second = start();
		this.leaf.quick();
		assertThat(first.getBean(Names.class).started).isEmpty();
		assertThat(second.getBean(Names.class).started).containsExactly("Leaf.quick");
		second.close();
		this.leaf.quick();
		assertThat(first.getBean(Names.class).started).containsExactly("Leaf.quick");
		first.close();
	}

	@Test
	void applicationThatIsStoppedAndStartedAgainMakesThemAgain() {
		ConfigurableApplicationContext context = start();
		context.stop();
		this.leaf.quick();
		assertThat(context.getBean(Names.class).started).isEmpty();
		context.start();
		this.leaf.quick();
		assertThat(context.getBean(Names.class).started).containsExactly("Leaf.quick");
		context.close();
	}

	@Test
	void beansAreTracedAlreadyWhileTheyAreMade() {
		try (ConfigurableApplicationContext context = start(Early.class)) {
			assertThat(context.getBean(Names.class).started).containsExactly("Leaf.quick");
			assertThat(context.getBean(Early.class).found).isEqualTo("me");
		}
	}

	@Test
	void applicationThatCannotBeStartedLeavesNothingBehind() {
		Names names = new Names();
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(WovenTest.Application.class).web(WebApplicationType.NONE)
				.initializers((context) -> ((GenericApplicationContext) context).registerBean(Names.class, () -> names),
						(context) -> ((GenericApplicationContext) context).registerBean(Failing.class))
				.run())
			.withRootCauseInstanceOf(IllegalStateException.class);
		assertThat(names.started).containsExactly("Leaf.quick");
		this.leaf.quick();
		assertThat(names.started).hasSize(1);
	}

	@Test
	void handOffCarriesWhatTheApplicationNames() {
		ThreadLocal<String> user = new ThreadLocal<>();
		ContextRegistry.getInstance().registerThreadLocalAccessor("user", user);
		user.set("me");
		Futures futures = new Futures();
		assertThat(futures.elsewhere(user::get)).isNull();
		ConfigurableApplicationContext context = start("tracing.propagation.accessors=user");
		assertThat(futures.elsewhere(user::get)).isEqualTo("me");
		context.close();
		assertThat(futures.elsewhere(user::get)).isNull();
		user.remove();
		ContextRegistry.getInstance().removeThreadLocalAccessor("user");
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(WovenTest.Application.class, Recording.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run();
	}

	private static ConfigurableApplicationContext start(Class<?> bean) {
		return new SpringApplicationBuilder(WovenTest.Application.class, Recording.class, bean)
			.web(WebApplicationType.NONE)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	static class Recording {

		@Bean
		static Names names() {
			return new Names();
		}

	}

	/**
	 * Calls a traced method and gives work away while it is being made.
	 */
	static class Early implements InitializingBean {

		private String found = "";

		@Override
		public void afterPropertiesSet() {
			new Leaf().quick();
			ContextKey<String> key = ContextKey.named("key");
			try (Scope scope = Context.current().with(key, "me").makeCurrent()) {
				this.found = new Futures().elsewhere(() -> String.valueOf(Context.current().get(key)));
			}
		}

	}

	static class Failing implements InitializingBean {

		@Override
		public void afterPropertiesSet() {
			new Leaf().quick();
			throw new IllegalStateException("to be seen by the test only");
		}

	}

	private static final class Names implements SpanProcessor {

		private final List<String> started = new CopyOnWriteArrayList<>();

		@Override
		public void onStart(Context parentContext, ReadWriteSpan span) {
			this.started.add(span.getName());
		}

		@Override
		public boolean isStartRequired() {
			return true;
		}

		@Override
		public void onEnd(ReadableSpan span) {
		}

		@Override
		public boolean isEndRequired() {
			return false;
		}

	}

}
