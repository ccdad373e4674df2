package dev.tracing.benchmarks.peers;

import dev.tracing.benchmarks.call.Request;
import io.opentelemetry.instrumentation.annotations.WithSpan;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The request with {@code @WithSpan} on root and leaves.
 */
@Configuration(proxyBeanMethods = false)
public class WithSpanCalls {

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
		@WithSpan
		public long handle(long seed) {
			long result = seed;
			for (int i = 0; i < LEAVES; i++) {
				result = this.leaf.work(result);
			}
			return result;
		}

	}

	static class Leaf {

		@WithSpan
		public long work(long value) {
			return value + 1;
		}

	}

}
