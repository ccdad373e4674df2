package dev.tracing.matrix;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.test.context.TestPropertySource;

/**
 * Kafka's listeners on virtual threads, which inherit.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
@TestPropertySource(properties = "spring.threads.virtual.enabled=true")
class KafkaOnVirtualThreadsMatrixTests extends KafkaMatrixTests {

}
