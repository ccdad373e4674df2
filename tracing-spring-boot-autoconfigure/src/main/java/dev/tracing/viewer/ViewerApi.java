package dev.tracing.viewer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import dev.tracing.store.TraceRecorder;
import dev.tracing.trace.TraceText;
import dev.tracing.trace.TraceTextOptions;
import dev.tracing.viewer.TraceJournal.Entry;
import dev.tracing.viewer.ViewerAssets.Asset;
import org.jspecify.annotations.Nullable;

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

	private static final int MAX_LISTED = 200;

	private static final String LATEST = "latest";

	private static final MimeType TEXT = MimeType.valueOf("text/plain;charset=UTF-8");

	private final TraceRecorder recorder;

	private final TraceJournal journal;

	private final ViewerAssets assets;

	private final TraceListJson list;

	/**
	 * Create the answers to what is asked of a recorder.
	 * @param recorder has the traces
	 * @param assets has the files of the page
	 * @param application what is said of the application
	 */
	public ViewerApi(TraceRecorder recorder, ViewerAssets assets, ViewedApplication application) {
		this.recorder = recorder;
		this.journal = new TraceJournal(recorder);
		this.assets = assets;
		this.list = new TraceListJson(application);
	}

	/**
	 * Answers a request.
	 * @param path the segments of the path below the endpoint's own
	 * @param question what is asked besides
	 * @return the answer
	 */
	public WebEndpointResponse<byte[]> get(List<String> path, ViewerQuestion question) {
		if (path.isEmpty()) {
			return list(question);
		}
		if (path.get(0).equals("ui")) {
			return (path.size() <= 2) ? asset((path.size() == 2) ? path.get(1) : ViewerAssets.PAGE) : notFound();
		}
		return (path.size() == 1) ? trace(path.get(0), question) : notFound();
	}

	private WebEndpointResponse<byte[]> list(ViewerQuestion question) {
		int limit = Math.max(0, Math.min(question.limitOr(MAX_LISTED), 1000));
		return json(this.list.toBytes(this.journal.since(question.sinceOrZero()), limit, this.recorder.counts()));
	}

	private WebEndpointResponse<byte[]> trace(String id, ViewerQuestion question) {
		Optional<Entry> entry = id.equals(LATEST) ? this.journal.latest() : this.journal.find(id);
		return entry.map(Entry::summary)
			.map((summary) -> question.isFor(ViewerFormat.TEXT) ? text(summary)
					: json(new TraceJson(summary.trace(), summary.state()).toBytes()))
			.orElseGet(ViewerApi::notFound);
	}

	private static WebEndpointResponse<byte[]> text(TraceSummary summary) {
		String text = new TraceText(TraceTextOptions.defaults()).render(summary.trace()) + "\n";
		return new WebEndpointResponse<>(text.getBytes(StandardCharsets.UTF_8), TEXT);
	}

	private WebEndpointResponse<byte[]> asset(String name) {
		Optional<Asset> asset = this.assets.find(name);
		return asset.map((found) -> new WebEndpointResponse<>(found.content(), found.type()))
			.orElseGet(ViewerApi::notFound);
	}

	private static WebEndpointResponse<byte[]> json(byte @Nullable [] body) {
		return new WebEndpointResponse<>(body, MimeTypeUtils.APPLICATION_JSON);
	}

	private static WebEndpointResponse<byte[]> notFound() {
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
