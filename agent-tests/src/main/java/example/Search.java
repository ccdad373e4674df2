package example;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tracing.TraceScope;
import dev.tracing.Traced;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Starts five calls together, with one construct or another.
 */
@Component
public class Search {

	private static final Logger logger = LoggerFactory.getLogger(Search.class);

	private final Provider provider;

	private final Executor springPool;

	private final ExecutorService jdkPool;

	private final Executor bootsExecutor;

	private final Executor ownExecutor;

	private final ObservationRegistry observations;

	Search(Provider provider, @Qualifier("springPool") Executor springPool,
			@Qualifier("jdkPool") ExecutorService jdkPool, @Qualifier("applicationTaskExecutor") Executor bootsExecutor,
			@Qualifier("ownExecutor") Executor ownExecutor, ObservationRegistry observations) {
		this.provider = provider;
		this.springPool = springPool;
		this.jdkPool = jdkPool;
		this.bootsExecutor = bootsExecutor;
		this.ownExecutor = ownExecutor;
		this.observations = observations;
	}

	@Traced
	public void async() {
		logger.info("before");
		CyclicBarrier all = new CyclicBarrier(ShopApplication.FIVE);
		join(fiveTimes(() -> this.provider.quoteLater(all)));
		logger.info("after");
	}

	@Traced
	public void springPool() {
		onExecutor(this.springPool);
	}

	@Traced
	public void bootsExecutor() {
		onExecutor(this.bootsExecutor);
	}

	@Traced
	public void ownExecutor() {
		onExecutor(this.ownExecutor);
	}

	private void onExecutor(Executor executor) {
		CyclicBarrier all = new CyclicBarrier(ShopApplication.FIVE);
		CountDownLatch done = new CountDownLatch(ShopApplication.FIVE);
		for (int i = 0; i < ShopApplication.FIVE; i++) {
			executor.execute(() -> {
				try {
					this.provider.quoteTogether(all);
				}
				finally {
					done.countDown();
				}
			});
		}
		await(done);
	}

	@Traced
	public void jdkPool() throws Exception {
		CyclicBarrier all = new CyclicBarrier(ShopApplication.FIVE);
		List<Future<String>> quotes = fiveTimes(() -> this.jdkPool.submit(() -> this.provider.quoteTogether(all)));
		for (Future<String> quote : quotes) {
			quote.get();
		}
	}

	@Traced
	public void futures() {
		CyclicBarrier all = new CyclicBarrier(ShopApplication.FIVE);
		join(fiveTimes(() -> CompletableFuture.supplyAsync(() -> this.provider.quoteTogether(all), this.jdkPool)
			.thenApplyAsync((quote) -> quote + this.provider.stored(), this.springPool)));
	}

	@Traced
	public void commonPool() {
		join(fiveTimes(() -> CompletableFuture.supplyAsync(this.provider::quote)));
	}

	@Traced
	public Mono<String> monos() {
		List<Mono<String>> quotes = fiveTimes(
				() -> this.provider.mono().publishOn(Schedulers.parallel()).map((quote) -> quote + "!"));
		return Mono.zip(quotes, (all) -> "quotes");
	}

	@Traced
	public Flux<String> fluxes() {
		return Flux.range(0, ShopApplication.FIVE)
			.flatMap((i) -> this.provider.flux().subscribeOn(Schedulers.boundedElastic()));
	}

	@Traced
	public void threads() {
		CountDownLatch done = new CountDownLatch(1);
		new Thread(() -> {
			this.provider.quote();
			done.countDown();
		}).start();
		await(done);
	}

	@Traced
	public void virtualThreads() {
		CyclicBarrier all = new CyclicBarrier(ShopApplication.FIVE);
		CountDownLatch done = new CountDownLatch(ShopApplication.FIVE);
		for (int i = 0; i < ShopApplication.FIVE; i++) {
			VirtualThreads.start(() -> {
				this.provider.quoteTogether(all);
				done.countDown();
			});
		}
		await(done);
	}

	@Traced
	public void observed() {
		Observation.createNotStarted("own", this.observations).observe(this.provider::stored);
	}

	/**
	 * With a span of the agent's, if it makes one.
	 */
	@WithSpan
	public void annotated() {
		this.provider.quote();
		this.provider.annotated();
	}

	@Traced
	public String ask(Supplier<String> question) {
		return question.get();
	}

	@Traced
	public void scoped() {
		try (TraceScope scope = TraceScope.open()) {
			scope.put("tenant", "acme");
			CyclicBarrier all = new CyclicBarrier(ShopApplication.FIVE);
			join(fiveTimes(() -> this.provider.quoteLater(all)));
		}
	}

	@Traced
	public String failing() {
		IllegalStateException thrown = new IllegalStateException("no seat");
		try {
			this.provider.fail(thrown);
		}
		catch (IllegalStateException ex) {
			return String.valueOf(ex == thrown && ex.getSuppressed().length == 0);
		}
		return "not thrown";
	}

	private static <T> List<T> fiveTimes(Supplier<T> call) {
		return IntStream.range(0, ShopApplication.FIVE).mapToObj((i) -> call.get()).toList();
	}

	private static void join(List<? extends CompletableFuture<?>> futures) {
		Stream.of(futures).flatMap(List::stream).forEach(CompletableFuture::join);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
