package dev.tracing.context;

import java.util.concurrent.Executor;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class TaskDecoratorHintsTests {

	@ParameterizedTest
	@MethodSource("executors")
	void aNativeImageKeepsTheDecoratorOfEachExecutorThatWeDecorate(Executor executor) {
		RuntimeHints hints = new RuntimeHints();
		new TaskDecoratorHints().registerHints(hints, getClass().getClassLoader());
		assertThat(TaskDecoratorSlot.of(executor)).isNotNull();
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(executor.getClass(), "taskDecorator"))
			.accepts(hints);
	}

	@Test
	void aNativeImageKeepsTheDecoratorsOfWhichAnotherIsComposed() {
		RuntimeHints hints = new RuntimeHints();
		new TaskDecoratorHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(CompositeTaskDecorator.class, "taskDecorators"))
			.accepts(hints);
	}

	static Stream<Executor> executors() {
		return Stream.of(new ThreadPoolTaskExecutor(), new ThreadPoolTaskScheduler(), new SimpleAsyncTaskExecutor(),
				new ConcurrentTaskExecutor(Runnable::run), new TaskExecutorAdapter(Runnable::run));
	}

}
