package dev.tracing.integration;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.tracing.context.HandOff;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * What waits with the messages of a channel. A message is known by its headers, which
 * stay the same object when it is wrapped, and which are held weakly, since messages may
 * be thrown away without having been fetched. The same message may wait several times.
 */
final class WaitingHandOffs {

	private final ConcurrentMap<Key, Deque<HandOff>> waiting = new ConcurrentHashMap<>();

	private final ReferenceQueue<MessageHeaders> collected = new ReferenceQueue<>();

	void add(Message<?> message, HandOff handOff) {
		for (Object key = this.collected.poll(); key != null; key = this.collected.poll()) {
			this.waiting.remove(key);
		}
		this.waiting.compute(new Key(message.getHeaders(), this.collected), (key, known) -> {
			Deque<HandOff> handOffs = (known != null) ? known : new ArrayDeque<>(1);
			handOffs.addLast(handOff);
			return handOffs;
		});
	}

	@Nullable HandOff removeFirst(Message<?> message) {
		return remove(message, true);
	}

	void removeLast(Message<?> message) {
		remove(message, false);
	}

	private @Nullable HandOff remove(Message<?> message, boolean first) {
		@Nullable HandOff[] removed = new HandOff[1];
		this.waiting.computeIfPresent(new Key(message.getHeaders(), null), (key, handOffs) -> {
			removed[0] = first ? handOffs.pollFirst() : handOffs.pollLast();
			return handOffs.isEmpty() ? null : handOffs;
		});
		return removed[0];
	}

	private static final class Key extends WeakReference<MessageHeaders> {

		private final int hash;

		Key(MessageHeaders headers, @Nullable ReferenceQueue<MessageHeaders> queue) {
			super(headers, queue);
			this.hash = System.identityHashCode(headers);
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			if (this == other) {
				return true;
			}
			MessageHeaders headers = get();
			return headers != null && other instanceof Key key && key.get() == headers;
		}

	}

}
