package dev.tracing.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * A span at its place in the tree of its trace, immutable. All times are nanoseconds
 * since the start of the trace; a span that has not ended counts as lasting until the
 * instant at which the trace was looked at.
 *
 * @since 0.1.0
 */
public final class TraceNode {

	private static final long MIN_TOLERANCE_NANOS = 1_000_000;

	private final TraceSpan span;

	private final @Nullable TraceNode parent;

	private final boolean orphan;

	private final int depth;

	private final long startNanos;

	private final long endNanos;

	private final List<TraceNode> preorder;

	private final int index;

	// written while the tree is built, and never after
	private final List<TraceNode> children = new ArrayList<>();

	private int size = 1;

	private long selfNanos;

	private List<ParallelGroup> parallelGroups = List.of();

	private @Nullable ParallelGroup parallelGroup;

	/**
	 * Create a node as the next of the tree, and as the last child of its parent.
	 */
	TraceNode(TraceSpan span, @Nullable TraceNode parent, boolean orphan, long startNanos, long endNanos,
			List<TraceNode> preorder) {
		this.span = span;
		this.parent = parent;
		this.orphan = orphan;
		this.startNanos = startNanos;
		this.endNanos = endNanos;
		this.preorder = preorder;
		this.index = preorder.size();
		this.depth = (parent != null) ? parent.depth + 1 : 0;
		preorder.add(this);
		if (parent != null) {
			parent.children.add(this);
		}
	}

	/**
	 * Completes the node. Its descendants have been completed before.
	 */
	void complete() {
		if (this.parent != null) {
			this.parent.size += this.size;
		}
		forEachOwn((from, to) -> this.selfNanos += to - from);
		this.parallelGroups = ParallelGroups.find(this.children);
	}

	void joins(ParallelGroup group) {
		this.parallelGroup = group;
	}

	/**
	 * The span.
	 * @return the span
	 */
	public TraceSpan span() {
		return this.span;
	}

	/**
	 * The name of the span.
	 * @return the name
	 */
	public String name() {
		return this.span.name();
	}

	/**
	 * The node of the span's parent.
	 * @return the parent, or null for a root
	 */
	public @Nullable TraceNode parent() {
		return this.parent;
	}

	/**
	 * The nodes whose parent this is, by their start.
	 * @return the children
	 */
	public List<TraceNode> children() {
		return Collections.unmodifiableList(this.children);
	}

	/**
	 * All nodes below this one, each parent before its children.
	 * @return the descendants
	 */
	public List<TraceNode> descendants() {
		return Collections.unmodifiableList(this.preorder.subList(this.index + 1, this.index + this.size));
	}

	/**
	 * How far the node is from its root.
	 * @return the depth, 0 for a root
	 */
	public int depth() {
		return this.depth;
	}

	/**
	 * The position of the node in {@link Trace#nodes()}.
	 * @return the position, from 0
	 */
	public int index() {
		return this.index;
	}

	/**
	 * When the span started.
	 * @return nanoseconds since the start of the trace
	 */
	public long startNanos() {
		return this.startNanos;
	}

	/**
	 * When the span ended.
	 * @return nanoseconds since the start of the trace, never before the span's start
	 */
	public long endNanos() {
		return this.endNanos;
	}

	/**
	 * How long the span lasted.
	 * @return nanoseconds
	 */
	public long durationNanos() {
		return this.endNanos - this.startNanos;
	}

	/**
	 * How much of the span's time no child of it accounts for. A
	 * {@linkplain #isDetached() detached} child accounts for its time only if it started
	 * on the same thread.
	 * @return nanoseconds, from 0 to the duration
	 */
	public long selfNanos() {
		return this.selfNanos;
	}

	/**
	 * Whether the parent cannot have waited for this span: it starts when the parent has
	 * ended, it ends later than the parent by more than a millisecond and a hundredth of
	 * the parent's duration and is not the server of the parent's request, or it consumes
	 * a message that the parent produced.
	 * @return whether the span is detached from its parent; false for a root
	 */
	public boolean isDetached() {
		TraceNode parent = this.parent;
		if (parent == null) {
			return false;
		}
		if (parent.span.kind() == SpanKind.PRODUCER && this.span.kind() == SpanKind.CONSUMER) {
			return true;
		}
		if (parent.span.kind() == SpanKind.CLIENT && this.span.kind() == SpanKind.SERVER) {
			// the client waits for the answer, and the server has a little to do after it
			return this.startNanos >= parent.endNanos && this.endNanos > parent.endNanos;
		}
		long tolerance = Math.max(MIN_TOLERANCE_NANOS, parent.durationNanos() / 100);
		return this.endNanos > parent.endNanos
				&& (this.startNanos >= parent.endNanos || this.endNanos - parent.endNanos > tolerance);
	}

	/**
	 * Whether the span's parent is of this process and yet not part of the trace.
	 * @return whether the parent is missing
	 */
	public boolean isOrphan() {
		return this.orphan;
	}

	/**
	 * The siblings that ran at the same time as this span, itself included.
	 * @return the group, or null if no sibling did
	 */
	public @Nullable ParallelGroup parallelGroup() {
		return this.parallelGroup;
	}

	/**
	 * Whether a sibling ran at the same time as this span.
	 * @return whether the span is part of a parallel group
	 */
	public boolean isParallel() {
		return this.parallelGroup != null;
	}

	/**
	 * The parallel groups among the children, by their start.
	 * @return the groups
	 */
	public List<ParallelGroup> parallelGroups() {
		return this.parallelGroups;
	}

	/**
	 * What the node's span says of itself.
	 */
	@Override
	public String toString() {
		return this.span.toString();
	}

	/**
	 * Gives the pieces of the span's time that no child accounts for, one after another.
	 */
	void forEachOwn(Piece piece) {
		long until = this.startNanos;
		for (TraceNode child : this.children) {
			if (!child.isDetached() || child.startsOnThreadOf(this)) {
				long from = Math.min(child.startNanos, this.endNanos);
				if (from > until) {
					piece.accept(until, from);
				}
				until = Math.max(until, Math.min(child.endNanos, this.endNanos));
			}
		}
		if (this.endNanos > until) {
			piece.accept(until, this.endNanos);
		}
	}

	/**
	 * Whether both spans are known to have started on the same thread.
	 */
	boolean startsOnThreadOf(TraceNode other) {
		OptionalLong thread = this.span.threadId();
		return thread.isPresent() && thread.equals(other.span.threadId());
	}

	/**
	 * Is given a piece of a span's time, in nanoseconds since the trace's start.
	 */
	@FunctionalInterface
	interface Piece {

		void accept(long from, long to);

	}

}
