package dev.tracing.matrix.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.tracing.Tracing;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * A constraint whose check is a span: everything is sold but the moon.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Sold.Check.class)
@interface Sold {

	String message() default "is not sold";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	class Check implements ConstraintValidator<Sold, String> {

		private final Tracing tracing;

		Check(Tracing tracing) {
			this.tracing = tracing;
		}

		@Override
		public boolean isValid(String article, ConstraintValidatorContext context) {
			return this.tracing.call("validate", () -> !"moon".equals(article));
		}

	}

}
