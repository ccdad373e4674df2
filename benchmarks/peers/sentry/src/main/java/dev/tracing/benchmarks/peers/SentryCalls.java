package dev.tracing.benchmarks.peers;

import dev.tracing.benchmarks.call.Request;
import io.sentry.SentryOptions.BeforeSendTransactionCallback;
import io.sentry.spring7.tracing.SentrySpan;
import io.sentry.spring7.tracing.SentryTransaction;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The request with {@code @SentryTransaction} on the root and {@code @SentrySpan} on
 * leaves. What is finished is dropped: what sending costs is not what is measured.
 */
@Configuration(proxyBeanMethods = false)
public class SentryCalls {

	@Bean
	BeforeSendTransactionCallback dropping() {
		return (transaction, hint) -> null;
	}

	@Bean
	Leaf leaf() {
		return new Leaf();
	}

	@Bean
	Root root(Leaf leaf) {
		return new Root(leaf);
	}

	static class Root implements Request {

		private final Leaf leaf;

		Root(Leaf leaf) {
			this.leaf = leaf;
		}

		@Override
		@SentryTransaction(operation = "request")
		public long handle(long seed) {
			long result = seed;
			for (int i = 0; i < LEAVES; i++) {
				result = this.leaf.work(result);
			}
			return result;
		}

	}

	static class Leaf {

		@SentrySpan
		public long work(long value) {
			return value + 1;
		}

	}

}
