package dev.tracing.matrix.spring;

import java.util.concurrent.Callable;

import dev.tracing.test.RecordedTraces;
import jakarta.validation.ConstraintViolationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.cache.CacheManager;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code @Traced} together with other annotations of Spring that advise methods. How the
 * spans of the one lie to the work of the others is told by those that extend this.
 */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
abstract class AdviceOrderMatrix {

	@Autowired
	Shop shop;

	@Autowired
	private ShopApplication.Root root;

	@Autowired
	RecordedTraces traces;

	@Autowired
	private CacheManager caches;

	@BeforeEach
	void authenticate() {
		SecurityContextHolder.getContext()
			.setAuthentication(new TestingAuthenticationToken("somebody", "secret", "ROLE_USER"));
	}

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
		this.caches.getCacheNames().forEach((name) -> this.caches.getCache(name).clear());
	}

	/**
	 * What is below the root when a method that has all annotations has been tried three
	 * times.
	 */
	abstract String attempts(String method);

	@Test
	void g1_theOrderOfTheAnnotationsHasNoMeaning() {
		assertAttempts("tracedFirst", () -> this.shop.tracedFirst("book"));
		assertAttempts("tracedLast", () -> this.shop.tracedLast("book"));
	}

	@Test
	void g1_norHasItWithAsync() {
		assertAttempts("asyncFirst", () -> this.shop.asyncFirst("book").join());
		assertAttempts("asyncLast", () -> this.shop.asyncLast("book").join());
	}

	@Test
	void g2_eachAttemptIsASiblingWhateverTheOrder() throws Exception {
		this.root.call(() -> {
			this.shop.retryable();
			return "done";
		});
		assertThat(this.traces.awaitOne()).hasTree("""
				root
				├─ Shop.retryable [error: not yet] ×2
				└─ Shop.retryable [unset]
				""");
	}

	@Test
	void g1_aLimitOfConcurrencyLeavesTheTreeAsItIs() throws Exception {
		this.root.call(() -> {
			this.shop.limited();
			return "done";
		});
		assertThat(this.traces.awaitOne()).hasTree("""
				root
				└─ Shop.limited
				""");
	}

	void assertTree(ThrowingRunnable work, String tree) {
		try {
			this.root.call(() -> {
				work.run();
				return "done";
			});
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
		assertThat(this.traces.awaitOne()).hasTree(tree);
	}

	void assertDenied() {
		assertFails(AuthorizationDeniedException.class, this.shop::denied);
	}

	void assertInvalid() {
		assertFails(ConstraintViolationException.class, () -> this.shop.validated("moon"));
	}

	void assertFailsToCommit() {
		assertFails(IllegalStateException.class, this.shop::failingToCommit);
	}

	private void assertAttempts(String method, Callable<String> call) {
		try {
			assertThat(this.root.call(call)).isEqualTo("done");
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
		assertThat(this.traces.awaitOne()).hasTree("root\n" + attempts(method).indent(2));
	}

	private static void assertFails(Class<? extends Throwable> type, ThrowingCallable work) {
		assertThatExceptionOfType(type).isThrownBy(work);
	}

	/**
	 * Work that may fail.
	 */
	interface ThrowingRunnable {

		void run() throws Exception;

	}

}
