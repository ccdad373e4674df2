package dev.tracing.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Mixes all constructs, at load, for as long as wanted, in two applications in one JVM,
 * one on Tomcat and one on Netty, and checks every trace, every thread and the memory.
 * Run by {@code soak/run}.
 */
final class Soak {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final SoakOptions options;

	private final TraceCheck traces = new TraceCheck();

	private final ThreadCheck threads = new ThreadCheck();

	private final HeapCheck heap = new HeapCheck();

	private final Structures structures = new Structures();

	private long requests;

	private Soak(SoakOptions options) {
		this.options = options;
	}

	public static void main(String[] arguments) throws Exception {
		Summary summary = run(SoakOptions.of(arguments));
		System.out.println(summary);
		System.exit(summary.isRight() ? 0 : 1);
	}

	/**
	 * Runs all rounds.
	 */
	static Summary run(SoakOptions options) throws Exception {
		return new Soak(options).run();
	}

	private Summary run() throws Exception {
		Thread watcher = new Thread(this::watch, "traces");
		watcher.setDaemon(true);
		watcher.start();
		long start = System.nanoTime();
		try (ConfigurableApplicationContext mvc = SoakApplication.onTomcat(this.traces, this.threads, this.options);
				ConfigurableApplicationContext webFlux = SoakApplication.onNetty(this.traces, this.threads,
						this.options)) {
			List<Client> clients = clients(
					List.of(target(mvc, RequestKind.OF_MVC), target(webFlux, RequestKind.OF_WEBFLUX)));
			for (int round = 1; round <= this.options.rounds(); round++) {
				round(round, clients);
			}
			watcher.interrupt();
			this.structures.look(this.traces.leftOpen(), mvc, webFlux);
		}
		this.threads.lookAtScopes();
		return new Summary(this.options, Duration.ofNanos(System.nanoTime() - start), this.requests, this.traces,
				this.threads, this.heap, this.structures);
	}

	private void round(int number, List<Client> clients) throws InterruptedException {
		long before = this.traces.traces();
		load(clients);
		this.traces.awaitAll(PATIENCE);
		this.threads.lookAtAll();
		double used = this.heap.sample();
		System.out.printf("round %2d/%d: %,7d traces, %d wrong, %d contexts leaked, %.1f MB%n", number,
				this.options.rounds(), this.traces.traces() - before, this.traces.wrong(), this.threads.leaked(), used);
	}

	private void load(List<Client> clients) throws InterruptedException {
		long deadline = System.nanoTime() + this.options.round().toNanos();
		AtomicInteger sent = new AtomicInteger();
		List<Thread> threads = new ArrayList<>();
		for (Client client : clients) {
			Thread thread = new Thread(() -> {
				try {
					while (System.nanoTime() < deadline && sent.incrementAndGet() <= this.options.requests()) {
						client.next();
					}
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}, "client");
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join();
		}
		this.requests += Math.min(sent.get(), this.options.requests());
	}

	private List<Client> clients(List<Client.Target> targets) {
		return IntStream.range(0, this.options.clients())
			.mapToObj((i) -> new Client("c" + i, this.options.seed() + i, this.traces, targets))
			.toList();
	}

	private static Client.Target target(ConfigurableApplicationContext application, List<RequestKind> kinds) {
		return new Client.Target(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class),
				kinds, application.getBean(Runner.class).constructs());
	}

	private void watch() {
		try {
			this.traces.watch();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
