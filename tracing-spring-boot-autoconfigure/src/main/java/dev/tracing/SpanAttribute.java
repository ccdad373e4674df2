package dev.tracing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts a value on the span of a {@link Traced @Traced} method: on a parameter its
 * argument, on the method its result.
 *
 * <p>
 * The type of the attribute follows the value: a {@code String}, {@code Boolean},
 * {@code Long} (and the smaller integers), {@code Double} (and {@code Float}), and arrays
 * and collections whose elements are all of one of these. An enum constant becomes its
 * name, anything else its {@code toString()}. Null, an empty {@code Optional} and a
 * failed call set nothing.
 *
 * <p>
 * The value is read only where the span records. The result of a future is its completed
 * value, of a {@code Mono} the value it emits; the values of a {@code Flux} are not put
 * on the span. Whatever goes wrong while the value is read is logged once for the place
 * and never reaches the call.
 *
 * @since 0.1.0
 */
@Target({ ElementType.PARAMETER, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SpanAttribute {

	/**
	 * The key of the attribute. On a parameter it may be left empty, which means the
	 * parameter's name, known where the class is compiled with {@code -parameters}. On a
	 * method it is required.
	 * @return the key of the attribute, or an empty string
	 */
	String value() default "";

	/**
	 * A Spring expression (SpEL) that is evaluated with the argument or the result as its
	 * root object, such as {@code "customer.id"} or {@code "size()"}. It can read
	 * properties and call methods of the object; it can refer neither to types nor to
	 * beans, and cannot assign. Empty, the default, means the value itself.
	 * @return the expression, or an empty string
	 */
	String expression() default "";

}
