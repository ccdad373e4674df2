package dev.tracing.matrix;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same on the executor and the scheduler that Spring Boot makes for virtual threads.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
@TestPropertySource(properties = "spring.threads.virtual.enabled=true")
class SpringTasksOnVirtualThreadsMatrixTests extends SpringTasksMatrixTests {

	@Test
	void b6_theThreadsAreVirtualOnes(@Autowired @Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor)
			throws Exception {
		Object virtual = executor.submit(() -> Thread.class.getMethod("isVirtual").invoke(Thread.currentThread()))
			.get();
		assertThat(virtual).isEqualTo(true);
		b2_asyncMethodsThatReturnAFutureAreSiblings();
	}

}
