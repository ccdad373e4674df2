package dev.tracing.context;

import java.io.Closeable;
import java.io.Serializable;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.Aware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.util.ClassUtils;

/**
 * Wraps executors that have no place for a decorator, where nobody can tell the
 * difference by its type.
 */
final class ExecutorWrapping {

	/**
	 * What the container asks a bean for before it is wrapped, or nobody asks for.
	 */
	private static final Set<Class<?>> NOT_MISSED = Set.of(InitializingBean.class, DisposableBean.class,
			AutoCloseable.class, Closeable.class, Serializable.class);

	private final TaskPropagation propagation;

	ExecutorWrapping(TaskPropagation propagation) {
		this.propagation = propagation;
	}

	InstrumentedExecutor wrap(Executor executor, Class<?> declaredType) {
		Executor wrapper = wrapperOf(executor);
		if (!declaredType.isInstance(wrapper)) {
			return InstrumentedExecutor.leftAlone(executor, "is declared as " + declaredType.getName()
					+ ", which no wrapper can be; declare it as an interface such as ExecutorService");
		}
		Class<?> missed = missedType(executor.getClass(), wrapper);
		if (missed != null) {
			return InstrumentedExecutor.leftAlone(executor,
					"is also a " + missed.getName() + ", which a wrapper would hide");
		}
		return InstrumentedExecutor.carrying(wrapper);
	}

	private Executor wrapperOf(Executor executor) {
		if (executor instanceof ScheduledExecutorService scheduled) {
			return new PropagatingScheduledExecutorService(scheduled, this.propagation);
		}
		if (executor instanceof ExecutorService service) {
			return PropagatingPerTaskExecutorService.isFor(service)
					? new PropagatingPerTaskExecutorService(service, this.propagation)
					: new PropagatingExecutorService<>(service, this.propagation);
		}
		if (executor instanceof AsyncTaskExecutor async) {
			return new PropagatingAsyncTaskExecutor(async, this.propagation);
		}
		if (executor instanceof TaskExecutor task) {
			return new PropagatingTaskExecutor(task, this.propagation);
		}
		return new PropagatingExecutor<>(executor, this.propagation);
	}

	private static @Nullable Class<?> missedType(Class<?> executorType, Executor wrapper) {
		for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(executorType)) {
			if (!type.isInstance(wrapper) && !NOT_MISSED.contains(type) && !Aware.class.isAssignableFrom(type)) {
				return type;
			}
		}
		return null;
	}

}
