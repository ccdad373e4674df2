package dev.tracing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes a method out of what {@link Traced @Traced} on its class, or a pointcut of
 * {@code tracing.pointcuts}, would make a span of.
 *
 * <p>
 * The nearest annotation wins: on a method it is stronger than {@code @Traced} on the
 * class, and on a class stronger than {@code @Traced} on a superclass or an interface.
 * {@code @Traced} on a method is stronger than {@code @Untraced} on its class.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Untraced {

}
