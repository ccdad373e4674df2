package dev.tracing.integration;

import dev.tracing.context.HandOff;
import dev.tracing.context.TaskPropagation;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.ExecutorChannelInterceptor;

/**
 * Hands the context over from the sender of a message to the thread that handles it, in
 * one channel. The message stays as it is. One that comes back as another object, from a
 * database for example, comes without a context.
 *
 * <p>
 * Spring Integration calls {@code beforeHandle} and {@code afterMessageHandled} on the
 * thread that handles the message, the second whatever the handler did.
 */
final class MessageHandOffInterceptor implements ExecutorChannelInterceptor {

	private final TaskPropagation propagation;

	private final WaitingHandOffs waiting = new WaitingHandOffs();

	/**
	 * What came with the message that this thread has fetched and not handled yet.
	 */
	private final ThreadLocal<HandOff> fetched = new ThreadLocal<>();

	private final ThreadLocal<Handling> handling = new ThreadLocal<>();

	MessageHandOffInterceptor(TaskPropagation propagation) {
		this.propagation = propagation;
	}

	@Override
	public Message<?> preSend(Message<?> message, MessageChannel channel) {
		this.waiting.add(message, this.propagation.capture());
		return message;
	}

	@Override
	public void afterSendCompletion(Message<?> message, MessageChannel channel, boolean sent, @Nullable Exception ex) {
		if (!sent) {
			this.waiting.removeLast(message);
		}
	}

	@Override
	public Message<?> postReceive(Message<?> message, MessageChannel channel) {
		HandOff handOff = this.waiting.removeFirst(message);
		if (handOff != null) {
			this.fetched.set(handOff);
		}
		else {
			this.fetched.remove();
		}
		return message;
	}

	@Override
	public Message<?> beforeHandle(Message<?> message, MessageChannel channel, MessageHandler handler) {
		HandOff handOff = (channel instanceof PollableChannel) ? this.fetched.get() : this.waiting.removeFirst(message);
		this.fetched.remove();
		Scope scope = (handOff != null) ? handOff.open() : Scope.noop();
		this.handling.set(new Handling(scope, this.handling.get()));
		return message;
	}

	@Override
	public void afterMessageHandled(Message<?> message, MessageChannel channel, MessageHandler handler,
			@Nullable Exception ex) {
		Handling ended = this.handling.get();
		if (ended.outer() != null) {
			this.handling.set(ended.outer());
		}
		else {
			this.handling.remove();
		}
		ended.scope().close();
	}

	/**
	 * A message being handled on this thread, perhaps by the handler of another.
	 */
	private record Handling(Scope scope, @Nullable Handling outer) {
	}

}
