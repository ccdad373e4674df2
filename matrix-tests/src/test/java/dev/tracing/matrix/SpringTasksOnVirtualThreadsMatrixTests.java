package dev.tracing.matrix;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.test.context.TestPropertySource;

/**
 * The same on the executor and the scheduler that Spring Boot makes for virtual threads.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
@TestPropertySource(properties = "spring.threads.virtual.enabled=true")
class SpringTasksOnVirtualThreadsMatrixTests extends SpringTasksMatrixTests {

}
