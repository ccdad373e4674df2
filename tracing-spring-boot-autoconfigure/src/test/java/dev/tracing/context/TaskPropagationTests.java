package dev.tracing.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class TaskPropagationTests {

	private static final Context A = Contexts.numbered(1);

	private static final Context B = Contexts.numbered(2);

	private final TaskPropagation propagation = new TaskPropagation();

	private final ExecutorService worker = Executors.newSingleThreadExecutor();

	@AfterEach
	void threadsHoldNothing() {
		Workers.holdNothing(this.worker, 1);
		this.worker.shutdown();
	}

	@Test
	void taskRunsWithTheContextOfItsSubmission() {
		Callable<Context> task;
		try (Scope a = A.makeCurrent()) {
			task = this.propagation.wrap(Context::current);
		}
		assertThat(onWorker(task)).isSameAs(A);
	}

	@Test
	void taskThatWasSubmittedWithNothingRunsWithNothingWhateverTheWorkerHolds() throws Exception {
		Callable<Context> task = this.propagation.wrap(Context::current);
		Callable<Context> afterwards = Context::current;
		onWorker(() -> {
			try (Scope stale = B.makeCurrent()) {
				assertThat(task.call()).isSameAs(Context.root());
				assertThat(afterwards.call()).isSameAs(B);
			}
			return true;
		});
	}

	@Test
	void workerHoldsWhatItDidBeforeThoughTheTaskForgetsAScope() throws Exception {
		AtomicReference<Scope> forgotten = new AtomicReference<>();
		Runnable task;
		try (Scope a = A.makeCurrent()) {
			task = this.propagation.wrap(() -> forgotten.set(B.makeCurrent()));
		}
		onWorker(() -> {
			task.run();
			assertThat(Context.current()).isSameAs(Context.root());
			forgotten.get().close();
			return true;
		});
	}

	@Test
	void workerHoldsWhatItDidBeforeThoughTheTaskFails() {
		RuntimeException failure = new IllegalStateException("expected");
		Runnable task;
		try (Scope a = A.makeCurrent()) {
			task = this.propagation.wrap((Runnable) () -> {
				throw failure;
			});
		}
		assertThatIllegalStateException().isThrownBy(task::run).isSameAs(failure);
		Workers.holdsNothing();
	}

	@Test
	void recurringTaskRunsWithNothing() {
		List<Context> seen = new ArrayList<>();
		Runnable task;
		try (Scope a = A.makeCurrent()) {
			task = this.propagation.wrapRecurring(() -> seen.add(Context.current()));
			task.run();
			assertThat(Context.current()).isSameAs(A);
		}
		onWorker(Executors.callable(task));
		assertThat(seen).containsExactly(Context.root(), Context.root());
	}

	@Test
	void taskIsWrappedOnce() {
		Runnable task = () -> {
		};
		Runnable wrapped = this.propagation.wrap(task);
		assertThat(this.propagation.wrap(wrapped)).isSameAs(wrapped);
		assertThat(((WrappedTask) wrapped).unwrap()).isSameAs(task);
		assertThat(wrapped).hasToString(task.toString());
		Callable<String> call = () -> "";
		Callable<String> wrappedCall = this.propagation.wrap(call);
		assertThat(this.propagation.wrap(wrappedCall)).isSameAs(wrappedCall);
		assertThat(((WrappedTask) wrappedCall).unwrap()).isSameAs(call);
		assertThat(wrappedCall).hasToString(call.toString());
	}

	@Test
	void wrappedTaskThatBecomesRecurringIsWrappedOnceAndForgetsItsSubmission() {
		Runnable task = () -> assertThat(RunningTask.current().queueNanos()).isEqualTo(-1);
		Runnable recurring = this.propagation.wrapRecurring(this.propagation.wrap(task));
		assertThat(((WrappedTask) recurring).unwrap()).isSameAs(task);
		recurring.run();
	}

	@Test
	void nullIsNoTask() {
		assertThatNullPointerException().isThrownBy(() -> this.propagation.wrap((Runnable) null));
		assertThatNullPointerException().isThrownBy(() -> this.propagation.wrap((Callable<?>) null));
		assertThatNullPointerException().isThrownBy(() -> this.propagation.wrapRecurring(null));
	}

	@Test
	void runningTaskIsKnownWhileItRuns() {
		long before = System.nanoTime();
		Callable<RunningTask> task = this.propagation.wrap(RunningTask::current);
		RunningTask running = onWorker(task);
		assertThat(running.queueNanos()).isBetween(0L, System.nanoTime() - before);
		assertThat(running.id()).isBetween(0L, (1L << 53) - 1);
		assertThat(onWorker(task).id()).isNotEqualTo(running.id());
	}

	@Test
	void innermostOfNestedTasksIsTheRunningOne() throws Exception {
		Callable<RunningTask> inner = this.propagation.wrap(RunningTask::current);
		Callable<List<RunningTask>> outer = this.propagation
			.wrap(() -> List.of(RunningTask.current(), inner.call(), RunningTask.current()));
		List<RunningTask> seen = outer.call();
		assertThat(seen.get(1)).isNotSameAs(seen.get(0));
		assertThat(seen.get(2)).isSameAs(seen.get(0));
	}

	@Test
	void outermostSpansOfATaskAreThoseUnderTheSpanThatWasHandedOver() {
		Callable<RunningTask> task;
		try (Scope a = A.makeCurrent()) {
			task = this.propagation.wrap(RunningTask::current);
		}
		RunningTask running = onWorker(task);
		assertThat(running.isOutermost(A)).isTrue();
		assertThat(running.isOutermost(A.with(Baggage.builder().put("k", "v").build()))).isTrue();
		assertThat(running.isOutermost(B)).isFalse();
		assertThat(running.isOutermost(Context.root())).isFalse();
	}

	@Test
	void outermostSpansOfATaskThatWasSubmittedWithNothingAreRoots() {
		RunningTask running = onWorker(this.propagation.wrap(RunningTask::current));
		assertThat(running.isOutermost(Context.root())).isTrue();
		assertThat(running.isOutermost(A)).isFalse();
	}

	@Test
	void handOffCanBeOpenedByHand() {
		HandOff handOff;
		try (Scope a = A.makeCurrent()) {
			handOff = this.propagation.capture();
		}
		onWorker(() -> {
			try (Scope scope = handOff.open()) {
				assertThat(Context.current()).isSameAs(A);
				assertThat(RunningTask.current()).isSameAs(scope);
			}
			return true;
		});
	}

	@Test
	void valuesOfOtherAccessorsAreNotCarriedByThemselves() {
		ThreadLocal<String> user = new ThreadLocal<>();
		user.set("me");
		assertThat(onWorker(this.propagation.wrap(() -> "user " + user.get()))).isEqualTo("user null");
		user.remove();
	}

	@Test
	void valuesOfNamedAccessorsAreCarriedAndClearedWhereTheSubmitterHadNone() {
		ThreadLocal<String> user = new ThreadLocal<>();
		ThreadLocal<String> other = new ThreadLocal<>();
		ContextRegistry registry = new ContextRegistry().registerThreadLocalAccessor("user", user)
			.registerThreadLocalAccessor("other", other);
		TaskPropagation both = new TaskPropagation(registry, Set.of("user"));
		user.set("me");
		other.set("not asked for");
		Callable<String> mine = both.wrap(() -> user.get() + ", " + other.get());
		user.remove();
		other.remove();
		Callable<String> nobodys = both.wrap(() -> "" + user.get());
		onWorker(() -> {
			user.set("stale");
			assertThat(mine.call()).isEqualTo("me, null");
			assertThat(nobodys.call()).isEqualTo("null");
			assertThat(user.get()).isEqualTo("stale");
			user.remove();
			return true;
		});
	}

	@Test
	void currentObservationIsCarriedWhereItIsAskedFor() {
		try (MicrometerFixture micrometer = new MicrometerFixture(new SpanMdcListener())) {
			ContextRegistry registry = new ContextRegistry()
				.registerThreadLocalAccessor(new ObservationThreadLocalAccessor(micrometer.observations()));
			TaskPropagation both = new TaskPropagation(registry, Set.of(ObservationThreadLocalAccessor.KEY));
			Observation observation = micrometer.startObservation("observation");
			Callable<Context> look = () -> {
				assertThat(micrometer.observations().getCurrentObservation()).isSameAs(observation);
				return Context.current();
			};
			observation.scoped(() -> {
				// newer than the observation, whose own context must not win
				try (Scope a = A.makeCurrent()) {
					assertThat(onWorker(both.wrap(look))).isSameAs(A);
				}
			});
			assertThat(onWorker(both.wrap(() -> micrometer.observations().getCurrentObservation() == null))).isTrue();
			observation.stop();
			Workers.holdNothing(this.worker, 1);
		}
	}

	@Test
	void accessorThatFailsReachesNeitherTheTaskNorTheOtherAccessors() {
		for (String failing : List.of("getValue", "setValue", "restore")) {
			ThreadLocal<String> user = new ThreadLocal<>();
			ContextRegistry registry = new ContextRegistry().registerThreadLocalAccessor("user", user)
				.registerThreadLocalAccessor(new FailingAccessor(failing));
			TaskPropagation both = new TaskPropagation(registry, Set.of("user", "failing"));
			Callable<String> task;
			user.set("me");
			try (Scope a = A.makeCurrent()) {
				task = both.wrap(() -> user.get() + " in " + (Context.current() == A));
			}
			user.remove();
			assertThat(onWorker(task)).as(failing).isEqualTo("me in true");
			assertThat(onWorker(() -> "user " + user.get())).as(failing).isEqualTo("user null");
		}
	}

	private <T> T onWorker(Callable<T> task) {
		return Contexts.await(this.worker.submit(task));
	}

}
