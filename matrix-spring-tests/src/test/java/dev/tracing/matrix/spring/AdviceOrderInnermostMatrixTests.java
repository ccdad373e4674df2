package dev.tracing.matrix.spring;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static dev.tracing.test.TraceAssertions.assertThat;

/**
 * With the lowest precedence the span is inside of all other advice, and there is none
 * where that keeps the method from running.
 */
@TestPropertySource(properties = { "tracing.order=2147483647",
		"tracing.propagation.accessors=org.springframework.security.core.context.SecurityContext" })
class AdviceOrderInnermostMatrixTests extends AdviceOrderMatrix {

	@Override
	String attempts(String method) {
		return """
				Shop.%1$s [error: not yet] ×2
				Shop.%1$s [unset]
				authorize method ×3
				begin ×3
				key ×3
				validate ×3
				""".formatted(method);
	}

	@Test
	void g1_theSpanIsInsideOfTheTransaction() {
		assertTree(this.shop::transactional, """
				root
				├─ begin
				└─ Shop.transactional
				""");
		assertFailsToCommit();
		Assertions.assertThat(this.traces.await(2))
			.anySatisfy((trace) -> assertThat(trace).hasTree("begin"))
			.anySatisfy((trace) -> assertThat(trace).hasTree("Shop.failingToCommit [unset]"));
	}

	@Test
	void g1_theSpanIsInsideOfTheCache() {
		assertTree(() -> {
			this.shop.cacheable("book");
			this.shop.cacheable("book");
		}, """
				root
				├─ key ×2
				└─ Shop.cacheable
				""");
	}

	@Test
	void g1_theSpanIsInsideOfTheAuthorization() {
		assertTree(this.shop::authorized, """
				root
				├─ authorize method
				└─ Shop.authorized
				""");
		assertDenied();
		assertThat(this.traces.awaitOne()).hasTree("authorize method [error]");
	}

	@Test
	void g1_theSpanIsInsideOfTheValidation() {
		assertTree(() -> this.shop.validated("book"), """
				root
				├─ validate
				└─ Shop.validated
				""");
		assertInvalid();
		assertThat(this.traces.awaitOne()).hasTree("validate");
	}

}
