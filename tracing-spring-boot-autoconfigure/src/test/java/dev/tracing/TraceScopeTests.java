package dev.tracing;

import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TraceScope}.
 */
class TraceScopeTests {

	@Test
	void knowsWhatIsPutOnTheScopesAroundIt() {
		Context outer = inside(Context.root());
		TraceScope.from(outer).put("tenant", "acme").put("region", "eu");
		Context inner = inside(outer);
		TraceScope.from(inner).put("tenant", "other");
		TraceScope.from(outer).put("late", true);
		assertThat(TraceScope.from(inner).attributes().asMap()).hasSize(3)
			.containsValues("other", "eu", true)
			.doesNotContainValue("acme");
	}

	@Test
	void inAChainWithoutEndTakesOverWhatTheScopesAroundItHaveAndForgetsThem() {
		Context first = inside(Context.root());
		TraceScope.from(first).put("early", true);
		Context near = inside(first, 100);
		Context far = inside(first, 101);
		Context veryFar = inside(far, 1000);
		TraceScope.from(first).put("late", true);
		TraceScope.from(far).put("on far", true);
		assertThat(TraceScope.from(near).attributes().size()).isEqualTo(2);
		assertThat(TraceScope.from(far).attributes().asMap().toString()).contains("early", "on far")
			.doesNotContain("late");
		assertThat(TraceScope.from(veryFar).attributes().asMap().toString()).contains("early").doesNotContain("late");
	}

	private static Context inside(Context context, int times) {
		Context result = context;
		for (int i = 0; i < times; i++) {
			result = inside(result);
		}
		return result;
	}

	private static Context inside(Context context) {
		return context.with(TraceScope.inside(context));
	}

}
