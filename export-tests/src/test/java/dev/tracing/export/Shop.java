package dev.tracing.export;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Service;

/**
 * An application as a user writes it: five calls that one parent starts together.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableAsync
@Import({ Shop.Search.class, Shop.Provider.class })
class Shop {

	@Service
	static class Search {

		private final Provider provider;

		Search(Provider provider) {
			this.provider = provider;
		}

		@Traced("search")
		void search() {
			CountDownLatch allAsked = new CountDownLatch(5);
			List<CompletableFuture<Void>> quotes = Stream.generate(() -> this.provider.quote("Bergen", allAsked))
				.limit(5)
				.toList();
			quotes.forEach(CompletableFuture::join);
		}

	}

	@Service
	static class Provider {

		@Async
		@Traced("quote")
		CompletableFuture<Void> quote(@SpanAttribute("destination") String destination, CountDownLatch allAsked) {
			allAsked.countDown();
			try {
				allAsked.await();
			}
			catch (InterruptedException ex) {
				return CompletableFuture.failedFuture(ex);
			}
			return CompletableFuture.completedFuture(null);
		}

	}

}
