package dev.tracing.viewer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.ArrayList;
import java.util.List;

import dev.tracing.store.RecorderCounts;
import dev.tracing.store.StoredTrace;
import dev.tracing.store.TraceChanges;
import dev.tracing.store.TraceLimits;
import dev.tracing.store.TraceRecorder;

/**
 * What there is to tell of all traces: the list, and events for those who follow it. All
 * of it is worked out when somebody asks, on the thread that asks.
 */
final class ViewerFeed {

	private final TraceRecorder recorder;

	private final ViewedApplication application;

	ViewerFeed(TraceRecorder recorder, ViewedApplication application) {
		this.recorder = recorder;
		this.application = application;
	}

	/**
	 * The traces that changed, the one that changed last first.
	 * @param since the number of the last change that the client knows, or 0 for all
	 * @param limit at most so many
	 */
	byte[] list(long since, int limit) {
		TraceChanges changes = changesSince(since);
		List<StoredTrace> newest = new ArrayList<>(changes.changed());
		Collections.reverse(newest);
		List<StoredTrace> listed = newest.subList(0, Math.min(limit, newest.size()));
		JsonWriter json = new JsonWriter(512 * listed.size() + 512);
		json.object(() -> {
			json.member("v", ViewerApi.VERSION)
				.member("seq", changes.sequence())
				.member("complete", since == 0 || !changes.complete());
			application(json);
			counts(json);
			json.name("traces").array(listed, (stored) -> SummaryJson.write(json, stored));
			json.name("evicted").array(changes.evicted(), json::value);
		});
		return json.toBytes();
	}

	boolean hasChangedSince(long since) {
		return this.recorder.sequence() != since;
	}

	TraceChanges changesSince(long since) {
		// a negative number is nobody's
		return this.recorder.changesSince(Math.max(0, since));
	}

	ViewerEvent hello(long seq) {
		return event("hello", seq, (json) -> {
			application(json);
			counts(json);
		});
	}

	ViewerEvent traces(long seq, List<StoredTrace> upserts) {
		return event("traces", seq,
				(json) -> json.name("upserts").array(upserts, (stored) -> SummaryJson.write(json, stored)));
	}

	ViewerEvent evict(long seq, List<String> ids) {
		return event("evict", seq, (json) -> json.name("ids").array(ids, json::value));
	}

	ViewerEvent gap(long from, long to) {
		return event("gap", to, (json) -> json.member("from", from).member("to", to));
	}

	ViewerEvent stats(long seq) {
		return event("stats", seq, this::counts);
	}

	private static ViewerEvent event(String name, long seq, Members members) {
		JsonWriter json = new JsonWriter();
		json.object(() -> {
			json.member("v", ViewerApi.VERSION).member("seq", seq);
			members.write(json);
		});
		return new ViewerEvent(Long.toString(seq), name, json.toString());
	}

	private void application(JsonWriter json) {
		TraceLimits limits = this.application.limits();
		json.member("now", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
			.member("app", this.application.name())
			.name("sampling")
			.value(this.application.sampling());
		if (this.application.recordedBy() != null) {
			json.member("recordedBy", this.application.recordedBy());
		}
		json.name("limits").object(() -> {
			json.member("traces", limits.traces())
				.member("errorTraces", limits.errorTraces())
				.member("slowTraces", limits.slowTraces())
				.member("openTraces", limits.openTraces())
				.member("spansPerTrace", limits.spansPerTrace())
				.member("bytes", limits.bytes());
		});
	}

	private void counts(JsonWriter json) {
		RecorderCounts counts = this.recorder.counts();
		json.member("kept", counts.finishedTraces())
			.member("open", counts.openTraces())
			.member("usedBytes", counts.bytes());
		json.name("dropped").object(() -> {
			json.member("traces", counts.evictedTraces())
				.member("spans", counts.droppedSpans())
				.member("events", counts.droppedSignals());
		});
	}

	private interface Members {

		void write(JsonWriter json);

	}

}
