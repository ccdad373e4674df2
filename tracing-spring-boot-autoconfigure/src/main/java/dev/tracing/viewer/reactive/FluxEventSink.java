package dev.tracing.viewer.reactive;

import java.io.IOException;

import dev.tracing.viewer.EventSink;
import dev.tracing.viewer.ViewerEvent;
import reactor.core.publisher.FluxSink;

import org.springframework.http.codec.ServerSentEvent;

/**
 * Sends events by WebFlux, and waits where the client has asked for none.
 */
final class FluxEventSink implements EventSink {

	private final FluxSink<ServerSentEvent<String>> sink;

	FluxEventSink(FluxSink<ServerSentEvent<String>> sink) {
		this.sink = sink;
	}

	@Override
	public boolean isReady() {
		return this.sink.requestedFromDownstream() > 0;
	}

	@Override
	public void send(ViewerEvent event) throws IOException {
		if (this.sink.isCancelled()) {
			throw new IOException("The client has gone");
		}
		ServerSentEvent.Builder<String> builder = ServerSentEvent.builder();
		if (event.name() == null) {
			builder.comment("");
		}
		else {
			builder.id(String.valueOf(event.id())).event(event.name()).data(event.data());
		}
		this.sink.next(builder.build());
	}

	@Override
	public void complete() {
		this.sink.complete();
	}

}
