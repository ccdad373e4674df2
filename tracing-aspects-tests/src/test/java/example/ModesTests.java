package example;

import dev.tracing.test.RecordedTraces;
import example.woven.Leaf;
import example.woven.Shop;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestPropertySource;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proxies and the aspect together: never twice, and which of the two can be chosen.
 */
class ModesTests {

	@Nested
	@WovenTest
	class ByDefault {

		@Autowired
		private Shop shop;

		@Autowired
		private RecordedTraces traces;

		@Test
		void beanThatIsWovenIsTracedOnceAndSoAreCallsOfItsOwnMethods() {
			this.shop.order();
			assertThat(this.traces.awaitOne()).hasTree("""
					Shop.order
					└─ Shop.stored
					""");
		}

		@Test
		void whatOnlyAProxySeesIsTracedByOne() {
			assertThat(AopUtils.isAopProxy(this.shop)).isTrue();
			this.shop.shelve();
			assertThat(this.traces.awaitOne()).hasTree("Shop.shelve");
		}

		@Test
		void asynchronousMethodIsTracedOnceOnTheWorker() {
			this.shop.delivered().join();
			assertThat(this.traces.awaitOne()).hasTree("""
					Shop.delivered
					└─ Shop.stored
					""");
		}

	}

	@Nested
	@WovenTest
	@TestPropertySource(properties = "tracing.mode=proxy")
	class WithProxiesOnly {

		@Autowired
		private Shop shop;

		@Autowired
		private RecordedTraces traces;

		@Test
		void callThatPassesTheProxyIsTracedAndNoOther() {
			this.shop.order();
			assertThat(this.traces.awaitOne()).hasTree("Shop.order");
			new Leaf().quick();
			this.traces.assertNone();
		}

	}

	@Nested
	@WovenTest
	@TestPropertySource(properties = "tracing.mode=aspectj")
	class WithTheAspectOnly {

		@Autowired
		private Shop shop;

		@Autowired
		private RecordedTraces traces;

		@Test
		void wovenCallsAreTracedAndNoOther() {
			this.shop.order();
			assertThat(this.traces.awaitOne()).hasTree("""
					Shop.order
					└─ Shop.stored
					""");
			this.shop.shelve();
			this.traces.assertNone();
		}

	}

	@Nested
	@ExtendWith(OutputCaptureExtension.class)
	class AtStartUp {

		@Test
		void lineTellsWhatIsTracedByWhom(CapturedOutput output) {
			start().close();
			assertThat(output).contains("Tracing 1 method of 1 class by proxy and 3 methods of 1 class by aspect;");
		}

		@Test
		void whatIsNotWovenIsNamedWhereTheAspectIsForced(CapturedOutput output) {
			start("--tracing.mode=aspectj").close();
			assertThat(output).contains("Tracing 3 methods of 1 class by aspect;")
				.contains("example.woven.Shop.shelve(): it is not woven");
		}

		private static ConfigurableApplicationContext start(String... arguments) {
			SpringApplication application = new SpringApplication(WovenTest.Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			return application.run(arguments);
		}

	}

}
