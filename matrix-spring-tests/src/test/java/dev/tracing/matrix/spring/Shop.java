package dev.tracing.matrix.spring;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tracing.Traced;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.validation.annotation.Validated;

/**
 * Traced methods with other annotations of Spring, of which most show by a span of their
 * own where they are.
 */
@Validated
class Shop {

	private final AtomicInteger attempts = new AtomicInteger();

	@Traced
	@Transactional
	public void transactional() {
	}

	@Traced
	@Transactional
	public void failingToCommit() {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				throw new IllegalStateException("no commit");
			}

		});
	}

	@Traced
	@Cacheable(cacheNames = "prices", keyGenerator = "keys")
	public String cacheable(String article) {
		return "price of " + article;
	}

	@Traced
	@PreAuthorize("isAuthenticated()")
	public void authorized() {
	}

	@Traced
	@PreAuthorize("denyAll()")
	public void denied() {
	}

	@Traced
	public void validated(@Sold String article) {
	}

	@Traced
	@Retryable(maxRetries = 2, delay = 0)
	public void retryable() {
		failTwice();
	}

	@Traced
	public void aspected() {
	}

	@Traced
	@ConcurrencyLimit(1)
	public void limited() {
	}

	@Traced
	@Retryable(maxRetries = 2, delay = 0)
	@PreAuthorize("isAuthenticated()")
	@Transactional
	@Cacheable(cacheNames = "prices", keyGenerator = "keys")
	public String tracedFirst(@Sold String article) {
		return failTwice();
	}

	@Cacheable(cacheNames = "prices", keyGenerator = "keys")
	@Transactional
	@PreAuthorize("isAuthenticated()")
	@Retryable(maxRetries = 2, delay = 0)
	@Traced
	public String tracedLast(@Sold String article) {
		return failTwice();
	}

	@Async
	@Traced
	@Transactional
	@PreAuthorize("isAuthenticated()")
	@Retryable(maxRetries = 2, delay = 0)
	@Cacheable(cacheNames = "quotes", keyGenerator = "keys")
	public CompletableFuture<String> asyncFirst(@Sold String article) {
		return CompletableFuture.completedFuture(failTwice());
	}

	@Cacheable(cacheNames = "quotes", keyGenerator = "keys")
	@Retryable(maxRetries = 2, delay = 0)
	@PreAuthorize("isAuthenticated()")
	@Transactional
	@Traced
	@Async
	public CompletableFuture<String> asyncLast(@Sold String article) {
		return CompletableFuture.completedFuture(failTwice());
	}

	private String failTwice() {
		if (this.attempts.incrementAndGet() % 3 != 0) {
			throw new IllegalStateException("not yet");
		}
		return "done";
	}

}
