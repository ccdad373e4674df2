package dev.tracing.autoconfigure;

import example.Shop;
import example.Unannotated;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a whole application says and sets when it starts.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupTests {

	@Test
	void saysInOneLineWhatIsTracedAndWhereItGoes(CapturedOutput output) {
		start().close();
		assertThat(output.toString().lines().filter((line) -> line.contains("Tracing 2 methods of 1 class")))
			.singleElement()
			.asString()
			.contains("the context goes to @Async, 1 executor, Reactor (auto)")
			.contains("sampling 100 %")
			.contains("spans go nowhere (set tracing.console.enabled=true");
	}

	@Test
	void printsEachTraceWhereAsked(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--tracing.console.enabled=true")) {
			context.getBean(Shop.class).sell("book");
		}
		assertThat(output).contains("spans go to the console.").contains("Shop.sell");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void triesOutWhetherVirtualThreadsInherit(CapturedOutput output) {
		start().close();
		assertThat(output).contains("virtual threads; sampling").doesNotContain("a storage that is not ours");
	}

	@Test
	void saysWhatCannotBeTraced(CapturedOutput output) {
		start("--tracing.pointcuts=execution(oops").close();
		assertThat(output).contains("tracing.pointcuts: the expression \"execution(oops\" does not parse");
	}

	@Test
	void tracesWhatThePropertyMatches(CapturedOutput output) {
		start("--tracing.pointcuts=within(example.Unannotated)").close();
		assertThat(output).contains("Tracing 4 methods of 2 classes").doesNotContain("matches no method");
	}

	@Test
	void claimsNothingOfBeansThatAreMadeLater(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--spring.main.lazy-initialization=true",
				"--tracing.pointcuts=within(example.Unannotated)")) {
			assertThat(output).contains("Tracing no method yet (beans are made when they are needed)");
			context.getBean(Unannotated.class);
		}
		assertThat(output).doesNotContain("no bean has @Traced").doesNotContain("matches no method");
	}

	@Test
	void saysThatBraveIsInTheWay(CapturedOutput output) {
		ClassLoader withBrave = new ByteBuddy().subclass(Object.class)
			.name("io.micrometer.tracing.brave.bridge.BraveTracer")
			.make()
			.load(getClass().getClassLoader())
			.getLoaded()
			.getClassLoader();
		SpringApplication application = application();
		application.setResourceLoader(new DefaultResourceLoader(withBrave));
		application.run().close();
		assertThat(output).contains("micrometer-tracing-bridge-brave: it is on the class path as well")
			.contains("use spring-boot-zipkin and opentelemetry-exporter-zipkin");
	}

	@Test
	void setsDefaultsThatUsersOverride() {
		try (ConfigurableApplicationContext context = start()) {
			Environment environment = context.getEnvironment();
			assertThat(environment.getProperty("management.tracing.sampling.probability")).isEqualTo("1.0");
			assertThat(environment.getProperty("spring.reactor.context-propagation")).isEqualTo("auto");
			assertThat(environment.getProperty("spring.kafka.template.observation-enabled")).isEqualTo("true");
			assertThat(environment.getProperty("spring.kafka.listener.observation-enabled")).isEqualTo("true");
			assertThat(environment.getProperty("spring.rabbitmq.template.observation-enabled")).isEqualTo("true");
			assertThat(environment.getProperty("spring.rabbitmq.listener.simple.observation-enabled"))
				.isEqualTo("true");
		}
		try (ConfigurableApplicationContext context = start("--management.tracing.sampling.probability=0.25",
				"--spring.reactor.context-propagation=limited")) {
			Environment environment = context.getEnvironment();
			assertThat(environment.getProperty("management.tracing.sampling.probability")).isEqualTo("0.25");
			assertThat(environment.getProperty("spring.reactor.context-propagation")).isEqualTo("limited");
		}
	}

	@Test
	void setsAndSaysNothingWhenItIsOff(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--tracing.enabled=false")) {
			assertThat(context.getEnvironment().getPropertySources().contains(TracingDefaults.NAME)).isFalse();
		}
		assertThat(output).doesNotContain("spans go");
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		return application().run(arguments);
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Shop.class, Unannotated.class })
	static class Application {

	}

}
