package dev.tracing.viewer.servlet;

import java.util.List;

import dev.tracing.viewer.ViewerAccess;
import dev.tracing.viewer.ViewerApi;
import dev.tracing.viewer.ViewerFormat;
import dev.tracing.viewer.ViewerQuestion;
import dev.tracing.viewer.ViewerRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The endpoint {@code traces} in a servlet container.
 *
 * @since 0.1.0
 */
@WebEndpoint(id = "traces", defaultAccess = Access.NONE)
public final class ServletTracesEndpoint {

	private final ViewerApi api;

	/**
	 * Create the endpoint.
	 * @param api what it answers
	 */
	public ServletTracesEndpoint(ViewerApi api) {
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
	public Object index(@Nullable Long since, @Nullable Integer limit, SecurityContext security) {
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
	public Object get(@Selector(match = Match.ALL_REMAINING) String[] path, @Nullable Long since,
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
	public Object clear(SecurityContext security) {
		WebEndpointResponse<byte[]> refusal = ViewerAccess.refusalToWrite(request(), security);
		return (refusal != null) ? refusal : this.api.clear();
	}

	private Object answer(List<String> path, ViewerQuestion question, SecurityContext security) {
		ViewerRequest request = request();
		WebEndpointResponse<byte[]> refusal = ViewerAccess.refusalToRead(request, security);
		if (refusal != null) {
			return refusal;
		}
		return ViewerApi.isForEvents(path) ? events(question.sinceOr(request.lastEventId()))
				: this.api.get(path, question.withKnownTag(request.knownTag()));
	}

	private Object events(long since) {
		if (this.api.streams().isFull()) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
		// the emitter itself, which Spring Boot hands to Spring MVC, who knows it
		SseEmitter emitter = new SseEmitter(0L);
		Runnable gone = this.api.streams().open(new SseEmitterSink(emitter), since);
		emitter.onCompletion(gone);
		emitter.onError((failure) -> gone.run());
		return emitter;
	}

	private static ViewerRequest request() {
		RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
		Object request = (attributes != null)
				? attributes.getAttribute(ViewerRequest.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) : null;
		return (request instanceof ViewerRequest seen) ? seen : ViewerRequest.UNSEEN;
	}

}
