package dev.tracing.store;

import java.util.List;

/**
 * What changed in a {@link TraceRecorder} since a reader looked at it last.
 *
 * @param sequence what the reader is to ask with the next time
 * @param changed the traces that are new or have changed, as they are now, in the order
 * of their last changes
 * @param evicted the ids of traces that are no longer held
 * @param complete whether these are all changes. If not, more was evicted than is
 * remembered, or the reader asked with a number of another recorder; it should forget
 * what it knows and take what has changed for all there is
 * @since 0.1.0
 */
public record TraceChanges(long sequence, List<StoredTrace> changed, List<String> evicted, boolean complete) {
}
