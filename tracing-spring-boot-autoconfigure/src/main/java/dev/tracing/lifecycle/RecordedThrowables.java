package dev.tracing.lifecycle;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

/**
 * Remembers in which trace a throwable was recorded last, so that an exception that
 * passes many spans of a trace is recorded once. Holds throwables weakly and by identity.
 */
final class RecordedThrowables {

	private final ConcurrentMap<Key, String> traceIds = new ConcurrentHashMap<>();

	private final ReferenceQueue<Throwable> collected = new ReferenceQueue<>();

	/**
	 * Whether this is the first time that the throwable is seen in the trace.
	 */
	boolean isFirstIn(String traceId, Throwable throwable) {
		for (Object key = this.collected.poll(); key != null; key = this.collected.poll()) {
			this.traceIds.remove(key);
		}
		return !traceId.equals(this.traceIds.put(new Key(throwable, this.collected), traceId));
	}

	private static final class Key extends WeakReference<Throwable> {

		private final int hash;

		Key(Throwable throwable, ReferenceQueue<Throwable> queue) {
			super(throwable, queue);
			this.hash = System.identityHashCode(throwable);
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			if (this == other) {
				return true;
			}
			Throwable throwable = get();
			return throwable != null && other instanceof Key key && key.get() == throwable;
		}

	}

}
