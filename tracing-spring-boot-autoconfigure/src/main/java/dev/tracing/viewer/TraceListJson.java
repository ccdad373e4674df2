package dev.tracing.viewer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

import dev.tracing.store.RecorderCounts;
import dev.tracing.store.TraceLimits;
import dev.tracing.trace.Trace;
import dev.tracing.viewer.TraceJournal.Changes;
import dev.tracing.viewer.TraceJournal.Entry;

/**
 * Writes the list of traces.
 */
final class TraceListJson {

	private final ViewedApplication application;

	TraceListJson(ViewedApplication application) {
		this.application = application;
	}

	byte[] toBytes(Changes changes, int limit, RecorderCounts counts) {
		JsonWriter json = new JsonWriter(400 * Math.min(limit, changes.entries().size()) + 400);
		json.object(() -> {
			json.member("v", ViewerApi.VERSION)
				.member("seq", changes.seq())
				.member("complete", changes.complete())
				.member("now", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
				.member("app", this.application.name());
			json.name("sampling").value(this.application.sampling());
			limits(json);
			stats(json, counts);
			json.name("traces")
				.array(changes.entries().stream().limit(limit).toList(), (entry) -> summary(json, entry));
			json.name("evicted").array(changes.evicted(), json::value);
		});
		return json.toBytes();
	}

	void limits(JsonWriter json) {
		TraceLimits limits = this.application.limits();
		json.name("limits").object(() -> {
			json.member("traces", limits.traces())
				.member("errorTraces", limits.errorTraces())
				.member("slowTraces", limits.slowTraces())
				.member("spansPerTrace", limits.spansPerTrace())
				.member("bytes", limits.bytes());
		});
	}

	static void stats(JsonWriter json, RecorderCounts counts) {
		json.member("kept", counts.finishedTraces())
			.member("open", counts.openTraces())
			.member("usedBytes", counts.bytes());
		json.name("dropped").object(() -> {
			json.member("traces", counts.evictedTraces())
				.member("spans", counts.droppedSpans())
				.member("events", counts.droppedSignals());
		});
	}

	static void summary(JsonWriter json, Entry entry) {
		TraceSummary summary = entry.summary();
		Trace trace = summary.trace();
		json.object(() -> {
			json.member("id", trace.id())
				.member("seq", entry.seq())
				.member("state", summary.state().code())
				.member("name", trace.root().name())
				.member("kind", SpanCategory.of(trace.root().span()).code())
				.member("startUs", TimeUnit.NANOSECONDS.toMicros(trace.startEpochNanos()))
				.member("durNs", trace.root().durationNanos())
				.member("endNs", trace.durationNanos())
				.member("spans", trace.nodes().size())
				.member("open", summary.open())
				.member("maxPar", summary.maxConcurrency())
				.member("threads", summary.threads())
				.member("errors", summary.errors());
			json.name("warnings").array(() -> {
			});
			json.member("thread", summary.thread())
				.member("remoteParent", trace.root().span().isParentRemote())
				.member("truncated", trace.droppedSpans() > 0)
				.member("pinned", false);
		});
	}

}
