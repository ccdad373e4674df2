package example;

import dev.tracing.test.RecordedTraces;
import example.woven.Courier;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.AdviceMode;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code @Async} by Spring's aspect, which reaches objects that are no beans.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class AsyncAspectTests {

	@Autowired
	private RecordedTraces traces;

	@Test
	void spanLiesOnTheWorkerBelowTheCodeThatMadeTheCall() {
		assertThat(new Courier().send()).startsWith("task-");
		var trace = this.traces.awaitOne();
		assertThat(trace).hasTree("""
				Courier.send
				└─ Courier.deliver
				   └─ Leaf.quick
				""");
		assertThat(trace.find("Courier.deliver").orElseThrow().span().threadName()).startsWith("task-");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync(mode = AdviceMode.ASPECTJ)
	static class Application {

	}

}
