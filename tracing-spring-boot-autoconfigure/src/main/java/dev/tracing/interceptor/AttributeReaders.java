package dev.tracing.interceptor;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import dev.tracing.SpanAttribute;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.util.StringUtils;

/**
 * Makes the readers of a method's {@link SpanAttribute @SpanAttribute}s. One that cannot
 * be made is reported and left out.
 */
final class AttributeReaders {

	private final SpelExpressionParser parser = new SpelExpressionParser();

	private final ParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

	private final TracingReport report;

	AttributeReaders(TracingReport report) {
		this.report = report;
	}

	List<TracedOperation.Argument> arguments(Method method) {
		List<TracedOperation.Argument> arguments = new ArrayList<>();
		for (MethodParameter parameter : new AnnotatedMethod(method).getMethodParameters()) {
			SpanAttribute attribute = parameter.getParameterAnnotation(SpanAttribute.class);
			if (attribute != null) {
				int index = parameter.getParameterIndex();
				String place = "parameter " + (index + 1) + " of " + Places.of(method);
				AttributeReader reader = reader(attribute, nameOf(method, index), place,
						"Give it one, @SpanAttribute(\"the.key\"), or compile with -parameters.");
				if (reader != null) {
					arguments.add(new TracedOperation.Argument(index, reader));
				}
			}
		}
		return arguments;
	}

	@Nullable AttributeReader result(Method method) {
		SpanAttribute attribute = new AnnotatedMethod(method).getMethodAnnotation(SpanAttribute.class);
		return (attribute != null)
				? reader(attribute, null, Places.of(method), "Give it one, @SpanAttribute(\"the.key\").") : null;
	}

	private @Nullable AttributeReader reader(SpanAttribute attribute, @Nullable String name, String place,
			String fixForKey) {
		String key = StringUtils.hasText(attribute.value()) ? attribute.value() : name;
		if (key == null) {
			this.report.problem(place, "@SpanAttribute has no key, and none can be known; it records nothing.",
					fixForKey);
			return null;
		}
		String expression = attribute.expression();
		try {
			Expression parsed = StringUtils.hasText(expression) ? this.parser.parseExpression(expression) : null;
			return new AttributeReader(key, parsed, place);
		}
		catch (ParseException ex) {
			this.report.problem(
					place, "the expression \"" + expression
							+ "\" of @SpanAttribute does not parse and records nothing: " + ex.getSimpleMessage() + ".",
					"Correct it by the syntax of Spring's expression language.");
			return null;
		}
	}

	private @Nullable String nameOf(Method method, int index) {
		@Nullable String @Nullable [] names = this.parameterNames.getParameterNames(method);
		return (names != null) ? names[index] : null;
	}

}
