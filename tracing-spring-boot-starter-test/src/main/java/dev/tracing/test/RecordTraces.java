package dev.tracing.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the methods of a test class {@link RecordedTraces} as a parameter.
 *
 * <p>
 * A Spring test records without this annotation, and its methods get the parameter with
 * {@code @Autowired}; the annotation only saves that. In a test without Spring the
 * annotation makes an OpenTelemetry SDK for each test, whose methods also get it as a
 * parameter of the type {@code OpenTelemetry} or {@code Tracer}, so that such tests may
 * run in parallel. At its end, a test fails that leaves traces unread or scopes open.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(RecordedTracesExtension.class)
public @interface RecordTraces {

}
