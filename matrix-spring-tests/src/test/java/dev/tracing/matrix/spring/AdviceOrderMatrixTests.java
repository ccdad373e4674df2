package dev.tracing.matrix.spring;

import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static dev.tracing.test.TraceAssertions.assertThat;

/**
 * By default the span is outside of what else advises the method, so that it covers its
 * work and its failures.
 */
@TestPropertySource(
		properties = "tracing.propagation.accessors=org.springframework.security.core.context.SecurityContext")
class AdviceOrderMatrixTests extends AdviceOrderMatrix {

	@Override
	String attempts(String method) {
		return """
				Shop.%1$s [error: not yet] ×2
				   authorize method
				   begin
				   key
				   validate
				Shop.%1$s [unset]
				   authorize method
				   begin
				   key
				   validate
				""".formatted(method);
	}

	@Test
	void g1_theSpanIsOutsideOfTheTransaction() {
		assertTree(this.shop::transactional, """
				root
				└─ Shop.transactional
				   └─ begin
				""");
		assertFailsToCommit();
		assertThat(this.traces.awaitOne()).hasTree("""
				Shop.failingToCommit [error: no commit]
				└─ begin
				""");
	}

	@Test
	void g1_theSpanIsOutsideOfAnAspect() {
		assertTree(this.shop::aspected, """
				root
				└─ Shop.aspected
				   └─ aspect
				""");
	}

	@Test
	void g1_theSpanIsOutsideOfTheCache() {
		assertTree(() -> {
			this.shop.cacheable("book");
			this.shop.cacheable("book");
		}, """
				root
				└─ Shop.cacheable ×2
				   └─ key
				""");
	}

	@Test
	void g1_theSpanIsOutsideOfTheAuthorization() {
		assertTree(this.shop::authorized, """
				root
				└─ Shop.authorized
				   └─ authorize method
				""");
		assertDenied();
		assertThat(this.traces.awaitOne()).hasTree("""
				Shop.denied [error: *AuthorizationDeniedException]
				└─ authorize method [error]
				""");
	}

	@Test
	void g1_theSpanIsOutsideOfTheValidation() {
		assertTree(() -> this.shop.validated("book"), """
				root
				└─ Shop.validated
				   └─ validate
				""");
		assertInvalid();
		assertThat(this.traces.awaitOne()).hasTree("""
				Shop.validated [error: *ConstraintViolationException]
				└─ validate
				""");
	}

}
