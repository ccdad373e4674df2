package dev.tracing.aspects;

/**
 * Code in which hand-offs are the application's own, should more than the application be
 * woven: what a library hands over may be a loop that it starts once for all.
 */
final class ApplicationCode {

	pointcut here() : !within(java..*) && !within(javax..*) && !within(jdk..*) && !within(sun..*)
			&& !within(com.sun..*) && !within(org.springframework..*) && !within(io.opentelemetry..*)
			&& !within(io.micrometer..*) && !within(reactor..*) && !within(io.netty..*) && !within(kotlin..*)
			&& !within(kotlinx..*) && !within(dev.tracing..*);

	private ApplicationCode() {
	}

}
