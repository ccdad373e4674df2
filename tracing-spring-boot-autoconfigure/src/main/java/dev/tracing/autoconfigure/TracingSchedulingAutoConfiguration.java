package dev.tracing.autoconfigure;

import java.util.concurrent.ScheduledExecutorService;

import dev.tracing.context.PropagatingTaskScheduler;
import dev.tracing.context.TaskPropagation;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerBuilder;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Auto-configuration of the scheduler that Spring Boot makes for virtual threads, in a
 * subclass that captures the context before it changes the thread.
 *
 * <p>
 * It comes after Spring Boot's executor, which is only made as long as there is no bean
 * that is an executor, as this scheduler is, and before Spring Boot's scheduler, which it
 * takes the place of.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TaskExecutionAutoConfiguration.class, before = TaskSchedulingAutoConfiguration.class)
@ConditionalOnTracing
@ConditionalOnThreading(Threading.VIRTUAL)
@ConditionalOnBean(name = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME)
@ConditionalOnMissingBean({ TaskScheduler.class, ScheduledExecutorService.class })
public final class TracingSchedulingAutoConfiguration {

	@Bean
	PropagatingTaskScheduler taskScheduler(SimpleAsyncTaskSchedulerBuilder builder, TaskPropagation propagation) {
		return builder.configure(new PropagatingTaskScheduler(propagation));
	}

}
