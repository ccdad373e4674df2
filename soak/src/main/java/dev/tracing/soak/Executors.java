package dev.tracing.soak;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.tracing.context.PropagatingTaskScheduler;
import dev.tracing.context.TaskPropagation;

import org.springframework.boot.task.SimpleAsyncTaskSchedulerBuilder;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The executors of the application, besides those that Spring Boot makes. What waits for
 * work on one of them runs on another, or they would wait for each other: handlers on
 * {@code handlers}, asynchronous leaves with leaves of their own on {@code outer}, leaves
 * on the rest.
 */
@Configuration(proxyBeanMethods = false)
@EnableAsync
class Executors {

	@Bean
	ThreadPoolTaskExecutor handlers() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(48);
		return executor;
	}

	@Bean
	ThreadPoolTaskExecutor outer() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(4);
		return executor;
	}

	@Bean
	ThreadPoolTaskExecutor decorated() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(3);
		executor.setTaskDecorator((task) -> () -> task.run());
		return executor;
	}

	@Bean
	SimpleAsyncTaskExecutor perTask() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("per-task-");
		executor.setVirtualThreads(VirtualThreadConstructs.areThere());
		return executor;
	}

	@Bean(destroyMethod = "shutdown")
	ExecutorService pool() {
		return java.util.concurrent.Executors.newFixedThreadPool(4);
	}

	@Bean(destroyMethod = "shutdown")
	ExecutorService callerRuns() {
		return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
				new ThreadPoolExecutor.CallerRunsPolicy());
	}

	@Bean(destroyMethod = "shutdown")
	ExecutorService rejecting() {
		return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
				new ThreadPoolExecutor.AbortPolicy());
	}

	/**
	 * Made as Spring Boot and the starter do where there is no other scheduler.
	 */
	@Bean
	TaskScheduler taskScheduler(Environment environment, ThreadPoolTaskSchedulerBuilder ofPlatform,
			SimpleAsyncTaskSchedulerBuilder ofVirtual, TaskPropagation propagation) {
		return Threading.VIRTUAL.isActive(environment) ? ofVirtual.configure(new PropagatingTaskScheduler(propagation))
				: ofPlatform.build();
	}

	@Bean(destroyMethod = "shutdown")
	ScheduledExecutorService scheduled() {
		return java.util.concurrent.Executors.newScheduledThreadPool(3);
	}

}
