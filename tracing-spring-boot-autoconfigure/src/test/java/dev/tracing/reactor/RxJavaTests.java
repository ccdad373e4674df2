package dev.tracing.reactor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tracing.context.ExecutorInstrumentation;
import dev.tracing.context.TaskPropagation;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.observers.TestObserver;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subjects.SingleSubject;
import io.reactivex.rxjava3.subscribers.TestSubscriber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Calls that return a type of RxJava's.
 */
class RxJavaTests {

	private final TracedPublishers traced = new TracedPublishers();

	@AfterEach
	void nothingIsLeft() {
		this.traced.close();
	}

	@Test
	void publishersOfRxJavaAreSpansOfTheirSubscriptions() {
		Flowable<Integer> flowable = this.traced.call("flowable", Flowable.class, () -> Flowable.just(1, 2));
		Observable<Integer> observable = this.traced.call("observable", Observable.class, () -> Observable.just(1, 2));
		Single<Integer> single = this.traced.call("single", Single.class, () -> Single.just(1));
		Maybe<Integer> maybe = this.traced.call("maybe", Maybe.class, Maybe::empty);
		Completable completable = this.traced.call("completable", Completable.class, Completable::complete);
		assertThat(this.traced.spans.all()).isEmpty();
		this.traced.call("root", () -> {
			assertThat(flowable.toList().blockingGet()).containsExactly(1, 2);
			assertThat(observable.toList().blockingGet()).containsExactly(1, 2);
			assertThat(single.blockingGet()).isEqualTo(1);
			assertThat(single.blockingGet()).isEqualTo(1);
			assertThat(maybe.blockingGet()).isNull();
			completable.blockingAwait();
			return null;
		});
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  completable
				  flowable
				  maybe
				  observable
				  single
				  single
				""");
	}

	@Test
	void theSpanLastsAsLongAsTheWork() {
		SingleSubject<Integer> work = SingleSubject.create();
		Single<Integer> single = this.traced.call("single", Single.class, () -> work);
		TestObserver<Integer> observer = single.test();
		assertThat(this.traced.spans.all()).isEmpty();
		work.onSuccess(1);
		observer.assertResult(1);
		assertThat(this.traced.tree()).isEqualTo("single\n");
	}

	@Test
	void failuresAndCancellationsOfRxJavaAreMarked() {
		Single<Integer> single = this.traced.call("single", Single.class,
				() -> Single.error(new IllegalStateException("the user's own")));
		assertThatThrownBy(single::blockingGet).hasMessage("the user's own");
		Observable<Integer> observable = this.traced.call("observable", Observable.class, Observable::never);
		observable.subscribe().dispose();
		assertThat(this.traced.tree()).isEqualTo("""
				observable cancelled
				single failed
				""");
	}

	/**
	 * What the source learns is what it would without tracing: that it was subscribed to,
	 * what became of it, and that it was disposed of only where it was.
	 */
	@ParameterizedTest
	@MethodSource("subscriptions")
	void theSourceLearnsWhatItWouldWithoutTracing(Class<?> type, String outcome,
			Function<List<String>, Object> source) {
		List<String> plain = new ArrayList<>();
		boolean disposing = outcome.equals(" cancelled");
		subscribeTo(source.apply(plain), disposing);
		List<String> hooks = new ArrayList<>();
		Object replaced = this.traced.call("call", type, () -> source.apply(hooks));
		assertThat(replaced).isInstanceOf(type);
		subscribeTo(replaced, disposing);
		assertThat(hooks).isEqualTo(plain).isNotEmpty();
		assertThat(this.traced.tree()).isEqualTo("call" + outcome + "\n");
	}

	static Stream<Object[]> subscriptions() {
		IllegalStateException failure = new IllegalStateException("the user's own");
		return Stream.of(new Object[][] { single("", Single.just(1)), single(" failed", Single.error(failure)),
				single(" cancelled", Single.never()), maybe("", Maybe.just(1)), maybe("", Maybe.empty()),
				maybe(" failed", Maybe.error(failure)), maybe(" cancelled", Maybe.never()),
				completable("", Completable.complete()), completable(" failed", Completable.error(failure)),
				completable(" cancelled", Completable.never()), flowable("", Flowable.just(1, 2)),
				flowable("", Flowable.empty()), flowable(" failed", Flowable.error(failure)),
				flowable(" cancelled", Flowable.never()), observable("", Observable.just(1, 2)),
				observable("", Observable.empty()), observable(" failed", Observable.error(failure)),
				observable(" cancelled", Observable.never()) });
	}

	private static Object[] single(String outcome, Single<Integer> source) {
		return subscription(Single.class, outcome,
				(hooks) -> source.doOnSubscribe((disposable) -> hooks.add("subscribe"))
					.doOnSuccess((value) -> hooks.add("success " + value))
					.doOnError((failure) -> hooks.add("error " + failure.getMessage()))
					.doOnDispose(() -> hooks.add("dispose"))
					.doFinally(() -> hooks.add("finally")));
	}

	private static Object[] maybe(String outcome, Maybe<Integer> source) {
		return subscription(Maybe.class, outcome,
				(hooks) -> source.doOnSubscribe((disposable) -> hooks.add("subscribe"))
					.doOnSuccess((value) -> hooks.add("success " + value))
					.doOnComplete(() -> hooks.add("complete"))
					.doOnError((failure) -> hooks.add("error " + failure.getMessage()))
					.doOnDispose(() -> hooks.add("dispose"))
					.doFinally(() -> hooks.add("finally")));
	}

	private static Object[] completable(String outcome, Completable source) {
		return subscription(Completable.class, outcome,
				(hooks) -> source.doOnSubscribe((disposable) -> hooks.add("subscribe"))
					.doOnComplete(() -> hooks.add("complete"))
					.doOnError((failure) -> hooks.add("error " + failure.getMessage()))
					.doOnDispose(() -> hooks.add("dispose"))
					.doFinally(() -> hooks.add("finally")));
	}

	private static Object[] flowable(String outcome, Flowable<Integer> source) {
		return subscription(Flowable.class, outcome,
				(hooks) -> source.doOnSubscribe((subscription) -> hooks.add("subscribe"))
					.doOnRequest((number) -> hooks.add("request " + number))
					.doOnNext((value) -> hooks.add("next " + value))
					.doOnComplete(() -> hooks.add("complete"))
					.doOnError((failure) -> hooks.add("error " + failure.getMessage()))
					.doOnCancel(() -> hooks.add("cancel"))
					.doFinally(() -> hooks.add("finally")));
	}

	private static Object[] observable(String outcome, Observable<Integer> source) {
		return subscription(Observable.class, outcome,
				(hooks) -> source.doOnSubscribe((disposable) -> hooks.add("subscribe"))
					.doOnNext((value) -> hooks.add("next " + value))
					.doOnComplete(() -> hooks.add("complete"))
					.doOnError((failure) -> hooks.add("error " + failure.getMessage()))
					.doOnDispose(() -> hooks.add("dispose"))
					.doFinally(() -> hooks.add("finally")));
	}

	private static Object[] subscription(Class<?> type, String outcome, Function<List<String>, Object> source) {
		return new Object[] { type, outcome, source };
	}

	private static void subscribeTo(Object source, boolean disposing) {
		Disposable subscription;
		if (source instanceof Single<?> single) {
			subscription = single.subscribeWith(new TestObserver<>());
		}
		else if (source instanceof Maybe<?> maybe) {
			subscription = maybe.subscribeWith(new TestObserver<>());
		}
		else if (source instanceof Completable completable) {
			subscription = completable.subscribeWith(new TestObserver<>());
		}
		else if (source instanceof Flowable<?> flowable) {
			subscription = Disposable.fromSubscription(flowable.subscribeWith(new TestSubscriber<>()));
		}
		else {
			subscription = ((Observable<?>) source).subscribeWith(new TestObserver<>());
		}
		if (disposing) {
			subscription.dispose();
		}
	}

	@Test
	void callsInsideRxJavasOperatorsAreUnderTheSpan() {
		Flowable<Integer> flowable = this.traced.call("root", Flowable.class,
				() -> Flowable.just(1).map((i) -> this.traced.leaf("inside", i)));
		assertThat(flowable.map((i) -> this.traced.leaf("after", i))
			.subscribeOn(Schedulers.single())
			.toList()
			.blockingGet()).containsExactly(1);
		assertThat(this.traced.tree()).isEqualTo("""
				after
				root
				  inside
				""");
	}

	@Test
	void subscribesToTheSourceOfRxJavaOnce() {
		AtomicInteger subscriptions = new AtomicInteger();
		Single<Integer> single = this.traced.call("single", Single.class,
				() -> Single.fromCallable(subscriptions::incrementAndGet));
		assertThat(single.blockingGet()).isEqualTo(1);
		assertThat(subscriptions).hasValue(1);
	}

	/**
	 * RxJava has no context that could carry the span to a thread of its own.
	 */
	@Test
	void callsOnRxJavasOwnSchedulersAreTracesOfTheirOwn() {
		Single<Integer> single = this.traced.call("single", Single.class,
				() -> Single.fromCallable(() -> this.traced.leaf("leaf", 1)).subscribeOn(Schedulers.io()));
		assertThat(single.blockingGet()).isEqualTo(1);
		assertThat(this.traced.tree()).isEqualTo("""
				leaf
				single
				""");
	}

	@Test
	void callsOnASchedulerOfAnExecutorThatCarriesTheContextAreUnderTheSpan() throws Exception {
		ExecutorService pool = Executors.newSingleThreadExecutor();
		Scheduler scheduler = Schedulers.from(
				new ExecutorInstrumentation(new TaskPropagation()).instrument(pool, ExecutorService.class).executor());
		Single<Integer> single = this.traced.call("single", Single.class,
				() -> Single.fromCallable(() -> this.traced.leaf("leaf", 1)).subscribeOn(scheduler));
		Flowable<Integer> flowable = this.traced.call("flowable", Flowable.class,
				() -> Flowable.just(1).observeOn(scheduler).map((i) -> this.traced.leaf("leaf", i)));
		this.traced.call("root", () -> single.blockingGet() + flowable.blockingSingle());
		pool.shutdown();
		assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
		assertThat(this.traced.tree()).isEqualTo("""
				root
				  flowable
				    leaf
				  single
				    leaf
				""");
	}

}
