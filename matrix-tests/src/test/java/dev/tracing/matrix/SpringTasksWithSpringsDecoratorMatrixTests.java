package dev.tracing.matrix;

import org.springframework.test.context.TestPropertySource;

/**
 * Spring's tasks on executors that have Spring Boot's own decorator as well, which
 * carries the current observation.
 */
@TestPropertySource(
		properties = { "spring.task.execution.propagate-context=true", "tracing.propagation.observation=true" })
class SpringTasksWithSpringsDecoratorMatrixTests extends SpringTasksMatrixTests {

}
