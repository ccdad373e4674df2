package dev.tracing.matrix;

import org.springframework.test.context.TestPropertySource;

/**
 * The same with fewer threads than tasks, most of which have to wait.
 */
@TestPropertySource(properties = { "spring.task.execution.pool.core-size=4", "server.tomcat.threads.max=20" })
class MvcLoadOnSmallPoolMatrixTests extends MvcLoadMatrixTests {

}
