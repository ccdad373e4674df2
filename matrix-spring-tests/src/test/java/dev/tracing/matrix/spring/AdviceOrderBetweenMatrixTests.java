package dev.tracing.matrix.spring;

import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static dev.tracing.test.TraceAssertions.assertThat;

/**
 * With an order in between, the span is inside of method security, whose orders are small
 * numbers, and outside of transactions, caches and validation, which have the lowest
 * precedence.
 */
@TestPropertySource(properties = { "tracing.order=1000",
		"tracing.propagation.accessors=org.springframework.security.core.context.SecurityContext" })
class AdviceOrderBetweenMatrixTests extends AdviceOrderMatrix {

	@Override
	String attempts(String method) {
		return """
				authorize method ×3
				Shop.%1$s [error: not yet] ×2
				   begin
				   key
				   validate
				Shop.%1$s [unset]
				   begin
				   key
				   validate
				""".formatted(method);
	}

	@Test
	void g1_theSpanIsInsideOfAnAspectWhoseOrderIsLower() {
		assertTree(this.shop::aspected, """
				root
				├─ aspect
				└─ Shop.aspected
				""");
	}

	@Test
	void g1_theSpanIsInsideOfTheAuthorizationOnly() {
		assertDenied();
		assertThat(this.traces.awaitOne()).hasTree("authorize method [error]");
		assertInvalid();
		assertThat(this.traces.awaitOne()).hasTree("""
				Shop.validated [error: *ConstraintViolationException]
				└─ validate
				""");
	}

}
