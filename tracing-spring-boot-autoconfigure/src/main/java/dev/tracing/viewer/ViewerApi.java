package dev.tracing.viewer;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tracing.store.StoredTrace;
import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceText;
import dev.tracing.trace.TraceTextOptions;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * What the endpoint answers, whatever web server it is in. All is worked out on the
 * calling thread, which may block.
 *
 * @since 0.1.0
 */
public final class ViewerApi {

	/** The version of the JSON. */
	static final int VERSION = 1;

	private static final int DEFAULT_LISTED = 200;

	private static final int MAX_LISTED = 2000;

	private static final int NOT_MODIFIED = 304;

	private static final String LATEST = "latest";

	private static final MimeType TEXT = MimeType.valueOf("text/plain;charset=UTF-8");

	private final TraceRecorder recorder;

	private final ViewerFeed feed;

	private final ViewerAssets assets;

	private final EventStreams streams;

	/**
	 * Create the answers to what is asked of a recorder.
	 * @param recorder has the traces
	 * @param assets has the files of the page
	 * @param application what is said of the application
	 */
	public ViewerApi(TraceRecorder recorder, ViewerAssets assets, ViewedApplication application) {
		this.recorder = recorder;
		this.feed = new ViewerFeed(recorder, application);
		this.assets = assets;
		this.streams = new EventStreams(this.feed);
	}

	/**
	 * The streams of events.
	 * @return the streams
	 */
	public EventStreams streams() {
		return this.streams;
	}

	/**
	 * Whether a request is for a stream of events, to be answered by
	 * {@link EventStreams#open}.
	 * @param path the segments of the path below the endpoint's own
	 * @return whether events are asked for
	 */
	public static boolean isForEvents(List<String> path) {
		return path.equals(List.of("events"));
	}

	/**
	 * Answers a request.
	 * @param path the segments of the path below the endpoint's own
	 * @param question what is asked besides
	 * @return the answer
	 */
	public WebEndpointResponse<byte[]> get(List<String> path, ViewerQuestion question) {
		if (path.isEmpty()) {
			int limit = Math.max(0, Math.min(question.limitOr(DEFAULT_LISTED), MAX_LISTED));
			return json(this.feed.list(question.sinceOrZero(), limit));
		}
		if (path.get(0).equals("ui")) {
			return (path.size() <= 2) ? asset((path.size() == 2) ? path.get(1) : ViewerAssets.PAGE, question)
					: notFound();
		}
		Optional<StoredTrace> stored = find(path.get(0));
		if (stored.isPresent() && path.size() == 1) {
			return trace(stored.get(), question);
		}
		if (stored.isPresent() && path.size() == 3 && path.get(1).equals("spans")) {
			return span(stored.get().trace(), path.get(2));
		}
		return notFound();
	}

	/**
	 * Gives up the finished traces.
	 * @return the answer
	 */
	public WebEndpointResponse<byte[]> clear() {
		this.recorder.clear();
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
	}

	/**
	 * The trace of an id, or the one that started last.
	 */
	private Optional<StoredTrace> find(String id) {
		if (!id.equals(LATEST)) {
			return this.recorder.read(id);
		}
		return this.recorder.changesSince(0)
			.changed()
			.stream()
			.max(Comparator.comparingLong((stored) -> stored.trace().startEpochNanos()));
	}

	private static WebEndpointResponse<byte[]> trace(StoredTrace stored, ViewerQuestion question) {
		if (question.isFor(ViewerFormat.TEXT)) {
			String text = new TraceText(TraceTextOptions.defaults()).render(stored.trace()) + "\n";
			return new WebEndpointResponse<>(text.getBytes(StandardCharsets.UTF_8), TEXT);
		}
		return json(new TraceJson(stored, "export".equalsIgnoreCase(question.format())).toBytes());
	}

	private static WebEndpointResponse<byte[]> span(Trace trace, String spanId) {
		return trace.findById(spanId).map((node) -> {
			JsonWriter json = new JsonWriter();
			json.object(() -> {
				json.member("v", VERSION)
					.member("traceId", trace.id())
					.member("id", spanId)
					.member("i", node.index())
					.member("name", node.name());
				SpanJson.write(json, node.span(), trace.startEpochNanos());
			});
			return json(json.toBytes());
		}).orElseGet(ViewerApi::notFound);
	}

	private WebEndpointResponse<byte[]> asset(String name, ViewerQuestion question) {
		return this.assets.find(name)
			.map((found) -> found.etag().equals(question.knownTag()) ? new WebEndpointResponse<byte[]>(NOT_MODIFIED)
					: new WebEndpointResponse<>(found.content(), found.type()))
			.orElseGet(ViewerApi::notFound);
	}

	private static WebEndpointResponse<byte[]> json(byte[] body) {
		return new WebEndpointResponse<>(body, MimeTypeUtils.APPLICATION_JSON);
	}

	private static WebEndpointResponse<byte[]> notFound() {
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
