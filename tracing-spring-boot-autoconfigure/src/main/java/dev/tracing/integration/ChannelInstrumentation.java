package dev.tracing.integration;

import java.util.concurrent.Executor;

import dev.tracing.context.ExecutorInstrumentation;
import dev.tracing.context.InstrumentedExecutor;
import dev.tracing.context.TaskPropagation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.integration.channel.AbstractExecutorChannel;
import org.springframework.integration.channel.AbstractPollableChannel;
import org.springframework.integration.channel.PartitionedChannel;
import org.springframework.messaging.support.InterceptableChannel;

/**
 * Has channels hand the context of the sender to the thread that handles the message.
 *
 * <p>
 * A channel often has an executor of its own that is no bean. A message that waits to be
 * fetched by a poller is handled in the context it was sent in, and not in that of the
 * poller, which recurs.
 *
 * @since 0.1.0
 */
public final class ChannelInstrumentation {

	/**
	 * The name of the field in which a channel holds its executor.
	 */
	static final String EXECUTOR = "executor";

	private final TaskPropagation propagation;

	private final ExecutorInstrumentation executors;

	/**
	 * Create an instrumentation.
	 * @param propagation what makes the hand-offs
	 */
	public ChannelInstrumentation(TaskPropagation propagation) {
		this.propagation = propagation;
		this.executors = new ExecutorInstrumentation(propagation);
	}

	/**
	 * The executor that a channel hands its messages to.
	 * @param bean any object
	 * @return the executor, or null if the object is no channel with an executor
	 */
	public @Nullable Executor executorOf(Object bean) {
		if (!(bean instanceof AbstractExecutorChannel)) {
			return null;
		}
		try {
			return (Executor) new DirectFieldAccessor(bean).getPropertyValue(EXECUTOR);
		}
		catch (BeansException ex) {
			return null;
		}
	}

	/**
	 * Has a channel use an executor that carries the context. Called before the channel
	 * is initialised, which is when it takes its executor into use.
	 * @param channel the channel
	 * @param executor its executor
	 * @return why the executor was left as it is, as the end of a sentence that begins
	 * with its name; null if it carries the context
	 */
	public @Nullable String instrument(Object channel, Executor executor) {
		InstrumentedExecutor result = this.executors.instrument(executor, Executor.class);
		if (result.executor() != executor) {
			new DirectFieldAccessor(channel).setPropertyValue(EXECUTOR, result.executor());
		}
		return result.leftAloneBecause();
	}

	/**
	 * Has a channel carry the context where messages wait to be fetched. Does nothing to
	 * what is no such channel.
	 * @param bean any object
	 */
	public void instrumentWaiting(Object bean) {
		if (bean instanceof AbstractPollableChannel || bean instanceof PartitionedChannel) {
			((InterceptableChannel) bean).addInterceptor(new MessageHandOffInterceptor(this.propagation));
		}
	}

}
