package dev.tracing.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.tracing.context.TaskPropagation;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.channel.ExecutorChannel;
import org.springframework.integration.channel.PartitionedChannel;
import org.springframework.integration.channel.PublishSubscribeChannel;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.endpoint.PollingConsumer;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChannelInstrumentationTests {

	private static final ContextKey<String> KEY = ContextKey.named("sender");

	private final ChannelInstrumentation instrumentation = new ChannelInstrumentation(new TaskPropagation());

	private final QueueChannel queue = new QueueChannel(2);

	private final List<String> senders = new ArrayList<>();

	private final List<Message<?>> handled = new ArrayList<>();

	private final MessageHandler handler = (message) -> {
		this.senders.add(Context.current().get(KEY));
		this.handled.add(message);
	};

	@BeforeEach
	void instrument() {
		this.instrumentation.instrumentWaiting(this.queue);
	}

	@Test
	void aMessageIsHandledInTheContextOfItsSenderAndStaysTheSameObject() {
		Message<String> message = new GenericMessage<>("hello");
		send("sender", message);
		handleNext(this.handler);
		assertThat(this.senders).containsExactly("sender");
		assertThat(this.handled).singleElement().isSameAs(message);
		assertThat(Context.current()).isSameAs(Context.root());
	}

	@Test
	void theSameMessageSentTwiceHasTheContextOfEachSender() {
		Message<String> message = new GenericMessage<>("hello");
		send("first", message);
		send("second", message);
		handleNext(this.handler);
		handleNext(this.handler);
		assertThat(this.senders).containsExactly("first", "second");
	}

	@Test
	void aMessageSentOutsideOfAnyTraceIsHandledInNoneOfTheThreads() {
		send(null, new GenericMessage<>("hello"));
		try (Scope ignored = Context.root().with(KEY, "stale").makeCurrent()) {
			handleNext(this.handler);
			assertThat(Context.current().get(KEY)).isEqualTo("stale");
		}
		assertThat(this.senders).containsExactly((String) null);
	}

	@Test
	void aMessageForWhichThereWasNoRoomLeavesNothing() {
		Message<String> message = new GenericMessage<>("hello");
		send("first", message);
		send("second", message);
		try (Scope ignored = Context.root().with(KEY, "refused").makeCurrent()) {
			assertThat(this.queue.send(message, 0)).isFalse();
		}
		handleNext(this.handler);
		handleNext(this.handler);
		send("third", message);
		handleNext(this.handler);
		assertThat(this.senders).containsExactly("first", "second", "third");
	}

	@Test
	void receivingByHandMakesNothingCurrent() {
		Message<String> message = new GenericMessage<>("hello");
		send("sender", message);
		assertThat(this.queue.receive(0)).isSameAs(message);
		assertThat(Context.current()).isSameAs(Context.root());
	}

	@Test
	void aHandlerThatFailsLeavesTheThreadAsItWas() {
		send("sender", new GenericMessage<>("hello"));
		IllegalStateException failure = new IllegalStateException("the user's own");
		assertThatExceptionOfType(MessagingException.class).isThrownBy(() -> handleNext((message) -> {
			throw failure;
		})).havingCause().isSameAs(failure);
		assertThat(Context.current()).isSameAs(Context.root());
	}

	@Test
	void messagesOfAPartitionedChannelAreHandledInTheContextOfTheirSenders() throws Exception {
		PartitionedChannel channel = new PartitionedChannel(2, Message::getPayload);
		channel.setBeanFactory(new DefaultListableBeanFactory());
		this.instrumentation.instrumentWaiting(channel);
		channel.afterPropertiesSet();
		BlockingQueue<String> handled = new LinkedBlockingQueue<>();
		channel.subscribe((message) -> handled.add(message.getPayload() + " of " + Context.current().get(KEY)));
		for (String sender : List.of("first", "second", "third")) {
			try (Scope ignored = Context.root().with(KEY, sender).makeCurrent()) {
				channel.send(new GenericMessage<>("message of " + sender));
			}
		}
		channel.send(new GenericMessage<>("message of null"));
		List<String> all = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			all.add(handled.poll(20, TimeUnit.SECONDS));
		}
		assertThat(all).containsExactlyInAnyOrder("message of first of first", "message of second of second",
				"message of third of third", "message of null of null");
		channel.destroy();
	}

	@Test
	void channelsThatStayOnTheThreadAreLeftAlone() {
		DirectChannel direct = new DirectChannel();
		this.instrumentation.instrumentWaiting(direct);
		assertThat(direct.getInterceptors()).isEmpty();
		assertThat(this.instrumentation.executorOf(direct)).isNull();
		assertThat(this.instrumentation.executorOf(new PublishSubscribeChannel())).isNull();
		assertThat(this.instrumentation.executorOf("no channel")).isNull();
	}

	@Test
	void theExecutorOfAChannelIsWrappedOnce() {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			ExecutorChannel channel = new ExecutorChannel(executor);
			assertThat(this.instrumentation.instrument(channel, executor)).isNull();
			Executor wrapped = this.instrumentation.executorOf(channel);
			assertThat(wrapped).isNotSameAs(executor);
			assertThat(this.instrumentation.instrument(channel, wrapped)).isNull();
			assertThat(this.instrumentation.executorOf(channel)).isSameAs(wrapped);
		}
		finally {
			executor.shutdown();
		}
	}

	private void send(String sender, Message<?> message) {
		Context context = (sender != null) ? Context.root().with(KEY, sender) : Context.root();
		try (Scope ignored = context.makeCurrent()) {
			assertThat(this.queue.send(message, 0)).isTrue();
		}
	}

	private void handleNext(MessageHandler handler) {
		new Poller(this.queue, handler).handleNext();
	}

	/**
	 * A consumer that polls when it is told to, on this thread.
	 */
	private static final class Poller extends PollingConsumer {

		Poller(QueueChannel channel, MessageHandler handler) {
			super(channel, handler);
			setReceiveTimeout(0);
		}

		void handleNext() {
			handleMessage(receiveMessage());
		}

	}

}
