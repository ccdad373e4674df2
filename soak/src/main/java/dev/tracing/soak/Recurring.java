package dev.tracing.soak;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PostConstruct;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Recurring tasks that run meanwhile: each run is a trace of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Recurring {

	/**
	 * What leaves say that work for nobody's request.
	 */
	static final String REQUEST = "none";

	/**
	 * The trees that traces without a request may have, by the name of the root.
	 */
	static final Map<String, String> TREES = Map.of("Leaf.work", "Leaf.work {request=none}",
			"task recurring.atFixedRate", """
					task recurring.atFixedRate
					  Leaf.work {request=none}
					""", "task recurring.byCron", """
					task recurring.byCron
					  AsyncLeaf.future {request=none} ×2
					""", "task recurring.reactive", """
					task recurring.reactive
					  ReactiveLeaf.mono {request=none}
					""");

	private final Leaf leaf;

	private final AsyncLeaf async;

	private final ReactiveLeaf reactive;

	private final ScheduledExecutorService scheduled;

	private final TaskScheduler scheduler;

	Recurring(Leaf leaf, AsyncLeaf async, ReactiveLeaf reactive, ScheduledExecutorService scheduled,
			@Qualifier("taskScheduler") TaskScheduler scheduler) {
		this.leaf = leaf;
		this.async = async;
		this.reactive = reactive;
		this.scheduled = scheduled;
		this.scheduler = scheduler;
	}

	@PostConstruct
	void start() {
		this.scheduled.scheduleAtFixedRate(() -> this.leaf.work(REQUEST), 20, 20, TimeUnit.MILLISECONDS);
		this.scheduler.scheduleWithFixedDelay(() -> this.leaf.work(REQUEST), Duration.ofMillis(20));
	}

	@Scheduled(fixedRate = 20)
	void atFixedRate() {
		this.leaf.work(REQUEST);
	}

	@Scheduled(cron = "* * * * * *")
	void byCron() throws Exception {
		SpringTaskConstructs.await(List.of(this.async.future(REQUEST), this.async.future(REQUEST)));
	}

	@Scheduled(fixedDelay = 20)
	Mono<String> reactive() {
		return this.reactive.mono(REQUEST);
	}

}
