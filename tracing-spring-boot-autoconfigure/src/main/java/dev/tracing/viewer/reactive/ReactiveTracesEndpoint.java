package dev.tracing.viewer.reactive;

import java.util.List;

import dev.tracing.viewer.ViewerApi;
import dev.tracing.viewer.ViewerFormat;
import dev.tracing.viewer.ViewerQuestion;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

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

	@ReadOperation(produces = { "application/json", "text/html", "text/plain" })
	public Mono<WebEndpointResponse<?>> index(@Nullable Long since, @Nullable Integer limit, @Nullable String format,
			@Nullable ViewerFormat accepted) {
		return answer(List.of(), new ViewerQuestion(since, limit, format, accepted));
	}

	@ReadOperation(produces = { "application/json", "text/event-stream", "text/html", "text/css", "text/javascript",
			"image/svg+xml", "text/plain" })
	public Mono<WebEndpointResponse<?>> get(@Selector(match = Match.ALL_REMAINING) String[] path, @Nullable Long since,
			@Nullable Integer limit, @Nullable String format, @Nullable ViewerFormat accepted) {
		return answer(List.of(path), new ViewerQuestion(since, limit, format, accepted));
	}

	private Mono<WebEndpointResponse<?>> answer(List<String> path, ViewerQuestion question) {
		return Mono.<WebEndpointResponse<?>>fromCallable(() -> this.api.get(path, question))
			.subscribeOn(Schedulers.boundedElastic());
	}

}
