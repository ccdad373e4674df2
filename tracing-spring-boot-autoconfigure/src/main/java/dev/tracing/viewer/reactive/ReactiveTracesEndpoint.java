package dev.tracing.viewer.reactive;

import java.util.List;

import dev.tracing.viewer.ViewerAccess;
import dev.tracing.viewer.ViewerApi;
import dev.tracing.viewer.ViewerFormat;
import dev.tracing.viewer.ViewerQuestion;
import dev.tracing.viewer.ViewerRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;

/**
 * The endpoint {@code traces} in a reactive web server.
 *
 * @since 0.1.0
 */
@WebEndpoint(id = "traces", defaultAccess = Access.NONE)
public final class ReactiveTracesEndpoint {

	private final ViewerApi api;

	/**
	 * Create the endpoint.
	 * @param api what it answers
	 */
	public ReactiveTracesEndpoint(ViewerApi api) {
		this.api = api;
	}

	/**
	 * Answers with the list of traces.
	 * @param since only what changed since this number, or null for all
	 * @param limit at most so many, or null for a default
	 * @param security who the user is
	 * @return the answer
	 */
	@ReadOperation(produces = { "application/json", "text/html" })
	public Mono<WebEndpointResponse<?>> index(@Nullable Long since, @Nullable Integer limit, SecurityContext security) {
		return answer(List.of(), new ViewerQuestion(since, limit, null, null, null), security);
	}

	/**
	 * Answers with a trace, a span, a file of the page or a stream of events.
	 * @param path the segments of the path below the endpoint's own
	 * @param since only what changed since this number, or null for all
	 * @param limit at most so many, or null for a default
	 * @param format {@code text} or {@code export}, or null for what the client accepts
	 * @param accepted what the client accepts
	 * @param security who the user is
	 * @return the answer
	 */
	@ReadOperation(produces = { "application/json", "text/event-stream", "text/html", "text/css", "text/javascript",
			"image/svg+xml", "text/plain" })
	public Mono<WebEndpointResponse<?>> get(@Selector(match = Match.ALL_REMAINING) String[] path, @Nullable Long since,
			@Nullable Integer limit, @Nullable String format, @Nullable ViewerFormat accepted,
			SecurityContext security) {
		return answer(List.of(path), new ViewerQuestion(since, limit, format, accepted, null), security);
	}

	/**
	 * Gives up the finished traces. There only with unrestricted access.
	 * @param security who the user is
	 * @return the answer
	 */
	@DeleteOperation
	public Mono<WebEndpointResponse<?>> clear(SecurityContext security) {
		return Mono.deferContextual((context) -> {
			WebEndpointResponse<byte[]> refusal = ViewerAccess.refusalToWrite(request(context), security);
			return Mono.just((refusal != null) ? refusal : this.api.clear());
		});
	}

	private Mono<WebEndpointResponse<?>> answer(List<String> path, ViewerQuestion question, SecurityContext security) {
		return Mono.deferContextual((context) -> {
			ViewerRequest request = request(context);
			WebEndpointResponse<byte[]> refusal = ViewerAccess.refusalToRead(request, security);
			if (refusal != null) {
				return Mono.just(refusal);
			}
			if (ViewerApi.isForEvents(path)) {
				return Mono.just(events(question.sinceOr(request.lastEventId())));
			}
			return Mono
				.<WebEndpointResponse<?>>fromCallable(
						() -> this.api.get(path, question.withKnownTag(request.knownTag())))
				.subscribeOn(Schedulers.boundedElastic());
		});
	}

	private WebEndpointResponse<?> events(long since) {
		if (this.api.streams().isFull()) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
		// within a response, since Spring Boot collects a flux that is bare
		Flux<ServerSentEvent<String>> events = Flux
			.create((sink) -> sink.onDispose(this.api.streams().open(new FluxEventSink(sink), since)::run));
		return new WebEndpointResponse<>(events, MediaType.TEXT_EVENT_STREAM);
	}

	private static ViewerRequest request(ContextView context) {
		return context.hasKey(ViewerRequest.ATTRIBUTE) ? context.get(ViewerRequest.ATTRIBUTE) : ViewerRequest.UNSEEN;
	}

}
