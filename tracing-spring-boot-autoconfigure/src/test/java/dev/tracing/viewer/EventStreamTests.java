package dev.tracing.viewer;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tracing.store.TraceLimits;
import dev.tracing.store.TraceRecorder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class EventStreamTests {

	@Test
	void endsQuietlyWhenTheContainerHasEndedTheResponseOfAClientThatHasGone() {
		AtomicInteger completed = new AtomicInteger();
		EventSink gone = new EventSink() {

			@Override
			public boolean isReady() {
				return true;
			}

			@Override
			public void send(ViewerEvent event) throws IOException {
				throw new IOException("gone");
			}

			@Override
			public void complete() {
				completed.incrementAndGet();
				throw new IllegalStateException("ended already");
			}

		};
		try (TraceRecorder recorder = new TraceRecorder()) {
			ViewerFeed feed = new ViewerFeed(recorder, new ViewedApplication("shop", 1, TraceLimits.defaults(), null));
			assertThatNoException().isThrownBy(new EventStream(feed, gone, 0)::run);
		}
		assertThat(completed).hasValue(1);
	}

}
