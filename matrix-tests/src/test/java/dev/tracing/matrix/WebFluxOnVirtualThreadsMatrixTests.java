package dev.tracing.matrix;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.test.context.TestPropertySource;

/**
 * The same with virtual threads for tasks.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
@TestPropertySource(properties = "spring.threads.virtual.enabled=true")
class WebFluxOnVirtualThreadsMatrixTests extends WebFluxMatrixTests {

}
