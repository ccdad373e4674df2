package dev.tracing.store;

import dev.tracing.trace.Trace;

/**
 * A trace as a {@link TraceRecorder} holds it at an instant.
 *
 * @param sequence the number of the last change of the trace; higher than that of
 * anything that changed before, in this trace or another
 * @param state how far the trace has come
 * @param trace the trace. The same object until it changes, its analysis with it; running
 * spans last until it was made
 * @since 0.1.0
 */
public record StoredTrace(long sequence, TraceState state, Trace trace) {
}
