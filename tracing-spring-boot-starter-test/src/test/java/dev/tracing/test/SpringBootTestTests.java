package dev.tracing.test;

import dev.tracing.Traced;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static dev.tracing.test.TraceAssertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class SpringBootTestTests {

	@Test
	void recordsWhatIsTraced(@Autowired RecordedTraces traces, @Autowired Outer outer) {
		outer.call();
		assertThat(traces.awaitOne()).hasTree("""
				Outer.call
				└─ Inner.call
				""");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Outer.class, Inner.class })
	static class Application {

	}

	@Traced
	static class Outer {

		private final Inner inner;

		Outer(Inner inner) {
			this.inner = inner;
		}

		public void call() {
			this.inner.call();
		}

	}

	@Traced
	static class Inner {

		public void call() {
		}

	}

}
