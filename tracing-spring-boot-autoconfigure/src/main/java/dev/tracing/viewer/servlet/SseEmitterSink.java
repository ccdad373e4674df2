package dev.tracing.viewer.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.tracing.viewer.EventSink;
import dev.tracing.viewer.ViewerEvent;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends events by Spring MVC. The container blocks where the client is slow.
 */
final class SseEmitterSink implements EventSink {

	// with the character set, since a converter may have another by default
	private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

	private final SseEmitter emitter;

	SseEmitterSink(SseEmitter emitter) {
		this.emitter = emitter;
	}

	@Override
	public boolean isReady() {
		return true;
	}

	@Override
	public void send(ViewerEvent event) throws IOException {
		SseEmitter.SseEventBuilder builder = SseEmitter.event();
		if (event.name() == null) {
			builder.comment("");
		}
		else {
			builder.id(String.valueOf(event.id())).name(event.name()).data(event.data(), TEXT);
		}
		this.emitter.send(builder);
	}

	@Override
	public void complete() {
		this.emitter.complete();
	}

}
