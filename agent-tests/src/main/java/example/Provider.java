package example;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tracing.Traced;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/**
 * What is called in parallel.
 */
@Component
public class Provider {

	private static final Logger logger = LoggerFactory.getLogger(Provider.class);

	private final JdbcTemplate jdbc;

	Provider(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Traced
	public String quote() {
		logger.info("quote");
		return "quote";
	}

	@Traced
	@WithSpan
	public String annotated() {
		logger.info("annotated");
		return "quote";
	}

	/**
	 * Returns when all that take part have been called.
	 */
	@Traced
	public String quoteTogether(CyclicBarrier all) {
		return await(all);
	}

	@Async
	@Traced
	public CompletableFuture<String> quoteLater(CyclicBarrier all) {
		return CompletableFuture.completedFuture(await(all));
	}

	private static String await(CyclicBarrier all) {
		try {
			all.await(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
		logger.info("together");
		return "quote";
	}

	@Traced
	public Mono<String> mono() {
		return Mono.fromSupplier(() -> {
			logger.info("mono");
			return "quote";
		});
	}

	@Traced
	public Flux<String> flux() {
		return Flux.just("a", "b").map((item) -> {
			logger.info("flux {}", item);
			return item;
		});
	}

	@Traced
	public long stored() {
		return this.jdbc.queryForObject("select 1", Long.class);
	}

	/**
	 * Forgets to close a scope.
	 */
	@Traced
	@SuppressWarnings("MustBeClosedChecker")
	public void leak() {
		Span.wrap(SpanContext.create("0123456789abcdef0123456789abcdef", "0123456789abcdef", TraceFlags.getSampled(),
				TraceState.getDefault()))
			.makeCurrent();
	}

	@Traced
	public String fail(RuntimeException failure) {
		throw failure;
	}

}
