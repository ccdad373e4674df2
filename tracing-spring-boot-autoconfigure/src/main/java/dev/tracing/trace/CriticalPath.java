package dev.tracing.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

import dev.tracing.trace.AwaitedChildren.Child;
import dev.tracing.trace.CriticalSegment.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the end of a root had to wait for: walks back from its end, from each
 * instant to the child that was waited for last, and on inside that child.
 *
 * <p>
 * Which child that is depends on the one that the walk comes from. If that one ran in a
 * task of its own, what ended just before it started need have nothing to do with it:
 * before it in its task came another one, or its thread had to become free, or it was
 * submitted when its parent had waited for something else.
 */
final class CriticalPath {

	private final List<CriticalSegment> segments = new ArrayList<>();

	private final Deque<Stretch> pending = new ArrayDeque<>();

	private CriticalPath() {
	}

	/**
	 * Finds the path of a root.
	 * @param root the root
	 * @return the pieces, one after the other from the root's start to its end
	 */
	static List<CriticalSegment> of(TraceNode root) {
		CriticalPath path = new CriticalPath();
		path.pending.push(new Stretch(root, root.endNanos(), root.startNanos(), Reason.SELF));
		while (!path.pending.isEmpty()) {
			path.explain(path.pending.pop());
		}
		path.segments.sort(Comparator.comparingLong(CriticalSegment::startNanos));
		return path.segments;
	}

	/**
	 * Explains a stretch of a span's time, from its end to its start.
	 */
	private void explain(Stretch stretch) {
		AwaitedChildren children = new AwaitedChildren(stretch.node);
		long until = stretch.endNanos;
		Child next = null;
		while (until > stretch.startNanos) {
			Step step = step(stretch.node, children, next, until, stretch.startNanos);
			Child child = step.child;
			if (child == null || child.endNanos() <= stretch.startNanos) {
				addOwn(stretch, children, stretch.startNanos, until, next, step.why);
				return;
			}
			children.take(child);
			long end = Math.min(child.endNanos(), until);
			addOwn(stretch, children, end, until, next, step.why);
			until = Math.max(child.startNanos(), stretch.startNanos);
			this.pending.push(new Stretch(child.node(), end, until, step.why));
			next = child;
		}
	}

	/**
	 * Finds the child that was waited for, if any.
	 */
	private static Step step(TraceNode parent, AwaitedChildren children, @Nullable Child next, long until, long from) {
		if (next == null || !startedApart(parent, next)) {
			return new Step(children.latest(until), Reason.LAST);
		}
		if (next.taskId() == null) {
			return new Step(children.latest(until), Reason.INFERRED);
		}
		Child earlier = children.latestOfTask(next.taskId(), until);
		if (earlier != null && earlier.endNanos() > from) {
			return new Step(earlier, Reason.ORDER);
		}
		OptionalLong submitted = next.submittedNanos();
		if (submitted.isEmpty()) {
			return new Step(children.latest(until), Reason.INFERRED);
		}
		Child before = children.latestOfThread(next, until);
		if (before != null && before.endNanos() > Math.max(submitted.getAsLong(), from)) {
			return new Step(before, Reason.QUEUED);
		}
		return new Step(children.latest(until, submitted.getAsLong()), Reason.SUBMIT);
	}

	/**
	 * Whether a child may have been waiting for something else than its parent's own
	 * code: it is in another task, or, where no task is known, on another thread.
	 */
	private static boolean startedApart(TraceNode parent, Child child) {
		Long task = child.taskId();
		if (task != null) {
			OptionalLong around = parent.span().taskId();
			return around.isEmpty() || around.getAsLong() != task;
		}
		return !child.node().startsOnThreadOf(parent);
	}

	/**
	 * Adds what no child accounts for before the next one: the span's own time, or the
	 * time that the next one's task was idle or in a queue.
	 */
	private void addOwn(Stretch stretch, AwaitedChildren children, long from, long to, @Nullable Child next,
			Reason why) {
		if (next != null && why == Reason.ORDER) {
			addIdle(stretch.node, children, from, to);
		}
		else if (next != null && (why == Reason.QUEUED || why == Reason.SUBMIT)) {
			long submitted = Math.max(from, Math.min(to, next.submittedNanos().orElse(to)));
			long started = Math.max(submitted, Math.min(to, next.taskStartNanos()));
			add(stretch.node, from, submitted, stretch.why);
			add(stretch.node, submitted, started, Reason.QUEUE);
			addIdle(stretch.node, children, started, to);
		}
		else {
			add(stretch.node, from, to, stretch.why);
		}
	}

	private void addIdle(TraceNode node, AwaitedChildren children, long from, long to) {
		if (to > from) {
			List<TraceNode> candidates = children.endedWithin(from, to, CriticalSegment.MAX_CANDIDATES);
			this.segments.add(new CriticalSegment(node, from, to, Reason.IDLE, candidates));
		}
	}

	private void add(TraceNode node, long from, long to, Reason why) {
		if (to > from) {
			this.segments.add(new CriticalSegment(node, from, to, why, List.of()));
		}
	}

	private record Stretch(TraceNode node, long endNanos, long startNanos, Reason why) {
	}

	private record Step(@Nullable Child child, Reason why) {
	}

}
