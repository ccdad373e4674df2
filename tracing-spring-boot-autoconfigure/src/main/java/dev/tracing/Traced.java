package dev.tracing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.opentelemetry.api.trace.SpanKind;

/**
 * Makes a span of each call of the annotated method of a Spring bean, or of all public
 * methods of the annotated class or interface.
 *
 * <p>
 * The span's parent is the context that is current where the call is made or its task
 * submitted. The span lasts until the work is done: until a returned future completes, or
 * until a returned publisher terminates or is cancelled. A returned publisher is one span
 * for each subscription, whose parent is the subscriber's context, and none while nobody
 * subscribes. The caller gets the very future that the method returned, and a publisher
 * of the same kind.
 *
 * <p>
 * The annotation is found on the method, on the methods it overrides or implements, on
 * the class, its superclasses and its interfaces, in this order; a method's own
 * annotation takes the place of its class's as a whole. It can be used as a
 * meta-annotation, with Spring's {@code @AliasFor} for its attributes. A call that does
 * not pass through the bean's proxy (a call of a method of the same object, a private,
 * static or final method) makes no span; such a place is named in the log when the
 * application starts.
 *
 * @since 0.1.0
 * @see Untraced
 * @see SpanAttribute
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Traced {

	/**
	 * The name of the span. Empty, the default, means {@code SimpleClassName.method}, of
	 * the bean's class. On a class or an interface, the name takes the place of the
	 * class's.
	 * @return the name of the span, or an empty string
	 */
	String value() default "";

	/**
	 * The kind of the span.
	 * @return the kind of the span
	 */
	SpanKind kind() default SpanKind.INTERNAL;

	/**
	 * Whether each call starts a trace of its own. The new trace's root is linked to the
	 * span that was current where the call was made, if there was one.
	 * @return whether each call starts a trace of its own
	 */
	boolean root() default false;

	/**
	 * Types of exceptions that are an expected outcome. A call that ends with one of
	 * them, or with a subtype, is no error: the span's status stays unset and the
	 * exception is not recorded. The caller gets the exception as ever.
	 * @return the types of expected exceptions
	 */
	Class<? extends Throwable>[] expected() default {};

}
