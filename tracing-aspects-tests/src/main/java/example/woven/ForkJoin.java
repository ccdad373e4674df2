package example.woven;

import java.util.List;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.stream.Stream;

import dev.tracing.Traced;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * Fork/join tasks, on the common pool and on a pool of their own.
 */
public class ForkJoin {

	private final Leaf leaf = new Leaf();

	private final Leaf five = new Leaf(5);

	@Traced
	public int recursive() {
		return ForkJoinPool.commonPool().invoke(new Range(0, 5));
	}

	@Traced
	public void forked() {
		List<ForkJoinTask<?>> tasks = Stream.<ForkJoinTask<?>>generate(() -> new Action(this.five).fork())
			.limit(5)
			.toList();
		tasks.forEach(ForkJoinTask::join);
	}

	@Traced
	public void allAtOnce() {
		ForkJoinTask.invokeAll(new Action(this.leaf), new Action(this.leaf));
		ForkJoinTask.invokeAll(new Action(this.leaf), new Action(this.leaf), new Action(this.leaf));
		ForkJoinTask.invokeAll(List.of(new Action(this.leaf), new Action(this.leaf)));
	}

	@Traced
	public void onAPool() throws Exception {
		ForkJoinPool pool = new ForkJoinPool(5);
		pool.submit(this.leaf::work).get();
		pool.submit((Runnable) this.leaf::work).get();
		pool.submit(new Action(this.leaf)).get();
		pool.invoke(new Action(this.leaf));
		pool.submit(ForkJoinTask.adapt((Runnable) this.leaf::work)).get();
		pool.shutdown();
	}

	@Traced
	public void counted() {
		new Counted(null, 0, 5).invoke();
	}

	/**
	 * The task that is completed last has another complete, outside of any span.
	 */
	@Traced
	public void completed() {
		Completed last = new Completed(null);
		last.addToPendingCount(1);
		last.fork();
		new Completing(last).fork();
		last.join();
	}

	private static final class Action extends RecursiveAction {

		private final transient Leaf leaf;

		Action(Leaf leaf) {
			this.leaf = leaf;
		}

		@Override
		protected void compute() {
			this.leaf.work();
		}

	}

	private final class Range extends RecursiveTask<Integer> {

		private final int from;

		private final int to;

		Range(int from, int to) {
			this.from = from;
			this.to = to;
		}

		@Override
		protected Integer compute() {
			if (this.to - this.from == 1) {
				ForkJoin.this.five.work();
				return 1;
			}
			int middle = (this.from + this.to) / 2;
			Range right = new Range(middle, this.to);
			right.fork();
			return new Range(this.from, middle).compute() + right.join();
		}

	}

	private final class Counted extends CountedCompleter<Void> {

		private final int from;

		private final int to;

		Counted(CountedCompleter<?> parent, int from, int to) {
			super(parent);
			this.from = from;
			this.to = to;
		}

		@Override
		public void compute() {
			for (int i = this.from; i < this.to - 1; i++) {
				addToPendingCount(1);
				new Counted(this, i, i + 1).fork();
			}
			ForkJoin.this.five.work();
			tryComplete();
		}

	}

	private final class Completed extends CountedCompleter<Void> {

		Completed(CountedCompleter<?> parent) {
			super(parent);
		}

		@Override
		public void compute() {
			tryComplete();
		}

		@Override
		public void onCompletion(CountedCompleter<?> caller) {
			ForkJoin.this.leaf.quick();
		}

	}

	private static final class Completing extends CountedCompleter<Void> {

		Completing(CountedCompleter<?> parent) {
			super(parent);
		}

		@Override
		public void compute() {
			try (Scope scope = Context.root().makeCurrent()) {
				tryComplete();
			}
		}

	}

}
