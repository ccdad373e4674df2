package dev.tracing.soak;

import java.util.List;
import java.util.stream.Stream;

/**
 * A handler, and how its request is made.
 *
 * @param path its path, in front of the request
 * @param status the status that it answers with
 * @param server the line of the server's span, without its name
 * @param handler the line of the handler's span, or empty if the constructs are directly
 * below the server's
 * @param also a line that is beside the handler's span or the constructs, or empty
 * @param endless whether the client goes away after the first event, for there would
 * always be another
 */
record RequestKind(String path, int status, String server, String handler, String also, boolean endless) {

	static final List<RequestKind> OF_MVC = List.of(plain("plain"), handler("traced", "MvcHandlers.traced"),
			plain("callable"), plain("task"), plain("deferred"), plain("streamed"), plain("emitter"), plain("future"),
			handler("traced-future", "MvcHandlers.tracedFuture"), plain("at-once"), plain("mono"),
			handler("traced-zip", "MvcHandlers.tracedZip"), plain("events"),
			new RequestKind("handled", 410, "", "MvcHandlers.handled [error: UnsupportedOperationException]",
					"Leaf.work {request=$}", false),
			new RequestKind("failing", 500, "[error: IllegalStateException]", "", "Leaf.work {request=$}", false),
			new RequestKind("endless", 200, "", "MvcHandlers.endless", "ReactiveLeaf.mono {request=$} ×1..", true),
			new RequestKind("endless-emitter", 200, "", "", "Leaf.work {request=$} ×1..", true));

	static final List<RequestKind> OF_WEBFLUX = List.of(plain("plain"), handler("traced", "WebFluxHandlers.traced"),
			plain("future"), plain("mono"), handler("traced-zip", "WebFluxHandlers.tracedZip"), plain("stream"),
			handler("traced-events", "WebFluxHandlers.tracedEvents"),
			new RequestKind("handled", 410, "", "WebFluxHandlers.handled [error: UnsupportedOperationException]",
					"ReactiveLeaf.mono {request=$}", false),
			new RequestKind("endless", 200, "", "WebFluxHandlers.endless", "ReactiveLeaf.mono {request=$} ×1..", true));

	private static RequestKind plain(String path) {
		return new RequestKind(path, 200, "", "", "", false);
	}

	private static RequestKind handler(String path, String handler) {
		return new RequestKind(path, 200, "", handler, "", false);
	}

	/**
	 * What must come out of a request that is answered.
	 */
	Expected expected(String request, List<Construct> constructs) {
		return Expected.whole(request, serverLine(), below(request, constructs),
				constructs.stream().anyMatch(Construct::isUnawaited));
	}

	/**
	 * What may come out of a request whose client goes away.
	 */
	Expected left(String request, List<Construct> constructs) {
		return Expected.part(request, below(request, constructs));
	}

	private String serverLine() {
		return "http get /" + this.path + "/{id} (server) " + this.server;
	}

	private List<String> below(String request, List<Construct> constructs) {
		List<String> trees = constructs.stream().map((construct) -> construct.tree(request)).toList();
		List<String> beside = this.also.isEmpty() ? List.of() : List.of(this.also.replace("$", request));
		if (this.handler.isEmpty()) {
			return Stream.concat(trees.stream(), beside.stream()).toList();
		}
		List<String> inside = this.endless ? beside : trees;
		String handler = this.handler + "\n" + String.join("\n", inside).indent(2);
		return this.endless ? List.of(handler) : Stream.concat(Stream.of(handler), beside.stream()).toList();
	}

}
