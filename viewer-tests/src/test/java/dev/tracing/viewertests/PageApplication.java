package dev.tracing.viewertests;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.tracing.Tracing;
import dev.tracing.store.TraceRecorder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application whose traces have all that the page draws.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PageApplication.Shop.class)
class PageApplication {

	static final String MARKUP = "<img src=x onerror=alert(1)>";

	@Bean
	ThreadPoolTaskExecutor suppliers() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("supplier-");
		executor.setCorePoolSize(3);
		return executor;
	}

	@RestController
	static class Shop {

		private final Tracing tracing;

		private final Executor suppliers;

		private final TraceRecorder recorder;

		private volatile CountDownLatch release = new CountDownLatch(1);

		Shop(Tracing tracing, ThreadPoolTaskExecutor suppliers, TraceRecorder recorder) {
			this.tracing = tracing;
			this.suppliers = suppliers;
			this.recorder = recorder;
		}

		/**
		 * Three suppliers that run at the same time, a loop, a failure, and work that
		 * nobody waits for.
		 */
		@GetMapping("/checkout")
		String checkout() {
			this.tracing.run("Customers.authenticate", () -> work(8));
			CountDownLatch together = new CountDownLatch(3);
			CountDownLatch others = new CountDownLatch(2);
			List<CompletableFuture<Void>> quotes = List.of(quote(25, together, () -> {
			}, others::countDown), quote(40, together, () -> {
			}, others::countDown), quote(60, together, () -> await(others, 30_000), () -> {
			}));
			quotes.forEach(CompletableFuture::join);
			this.tracing.run("Offers.rank", () -> {
				for (int i = 0; i < 12; i++) {
					this.tracing.span("SELECT offer")
						.kind(SpanKind.CLIENT)
						.attribute("db.system.name", "postgresql")
						.run(() -> work(1));
				}
			});
			ReadableSpan request = (ReadableSpan) Span.current();
			this.suppliers.execute(() -> this.tracing.run("Audit.write", () -> {
				while (!request.hasEnded()) {
					work(5);
				}
				work(100);
			}));
			try {
				this.tracing.run("Coupons.apply", () -> {
					work(5);
					throw new IllegalStateException("no such coupon");
				});
			}
			catch (IllegalStateException ex) {
				return "without coupon";
			}
			return "done";
		}

		/**
		 * A task that does nothing between two spans: it waits for the other one.
		 */
		@GetMapping("/stock")
		String stock() {
			CountDownLatch priced = new CountDownLatch(1);
			CompletableFuture<Void> stock = CompletableFuture.runAsync(() -> {
				this.tracing.run("Stock.count", () -> work(5));
				await(priced, 30_000);
				this.tracing.run("Stock.order", () -> work(5));
			}, this.suppliers);
			CompletableFuture<Void> prices = CompletableFuture.runAsync(() -> {
				this.tracing.run("Prices.load", () -> work(60));
				priced.countDown();
			}, this.suppliers);
			CompletableFuture.allOf(stock, prices).join();
			return "ordered";
		}

		// the same supplier is the last on every machine
		private CompletableFuture<Void> quote(long millis, CountDownLatch together, Runnable inside,
				Runnable afterwards) {
			return CompletableFuture.runAsync(() -> {
				this.tracing.run("Supplier.quote " + millis, () -> {
					meetAll(together);
					this.tracing.span("GET quotes").kind(SpanKind.CLIENT).run(() -> {
						work(millis);
						inside.run();
					});
				});
				afterwards.run();
			}, this.suppliers);
		}

		@GetMapping("/evil")
		String evil() {
			this.tracing.run(MARKUP, () -> this.tracing.run("gnp.\u202Eexe", () -> work(1)));
			return "done";
		}

		@GetMapping("/buy")
		String buy() {
			return "bought";
		}

		@GetMapping("/slow")
		String slow() {
			CountDownLatch until = this.release;
			this.suppliers.execute(() -> this.tracing.run("Report.build", () -> await(until, 60_000)));
			return "accepted";
		}

		@GetMapping("/release")
		String release() {
			this.release.countDown();
			this.release = new CountDownLatch(1);
			return "released";
		}

		/**
		 * So many spans, in a tree that is wide and deep.
		 */
		@GetMapping("/export")
		String export(@RequestParam int spans) {
			int each = 100;
			for (int i = 0; i < spans / each; i++) {
				int first = i * each;
				this.tracing.run("Export.page " + i, () -> rows(first, each - 1));
				// all are seen, however slow the machine is
				this.recorder.flush(Duration.ofSeconds(30));
			}
			return "done";
		}

		private void rows(int first, int left) {
			if (left > 0) {
				this.tracing.run("Export.row " + (first + left) % 97, () -> {
					if (left % 10 != 0) {
						rows(first, left - 1);
					}
				});
				if (left % 10 == 0) {
					rows(first, left - 1);
				}
			}
		}

		// what takes time is what the page is about
		private static void work(long millis) {
			await(new CountDownLatch(1), millis);
		}

		private static void meetAll(CountDownLatch latch) {
			latch.countDown();
			await(latch, 30_000);
		}

		private static void await(CountDownLatch latch, long millis) {
			try {
				latch.await(millis, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
