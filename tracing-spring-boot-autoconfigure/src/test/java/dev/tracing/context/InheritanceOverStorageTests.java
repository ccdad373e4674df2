package dev.tracing.context;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledForJreRange(min = JRE.JAVA_21)
class InheritanceOverStorageTests {

	private static final Context A = Contexts.numbered(1);

	private static final Context B = Contexts.numbered(2);

	private final AtomicLong clock = new AtomicLong();

	private final ContextStorage others = ContextStorage.defaultStorage();

	private final ContextStorage storage = new InheritanceOverStorage(this.others, this.clock::get);

	@AfterEach
	void threadHoldsNothing() {
		assertThat(this.others.current()).isNull();
		assertThat(this.storage.current()).isNull();
	}

	@Test
	void isWhatTheOtherStorageIsOnOneThread() {
		assertThat(this.storage.current()).isNull();
		assertThat(this.storage.root()).isSameAs(this.others.root());
		try (Scope a = this.storage.attach(A)) {
			assertThat(this.others.current()).isSameAs(A);
			try (Scope b = this.others.attach(B)) {
				assertThat(this.storage.current()).isSameAs(B);
			}
			assertThat(this.storage.attach(A)).isSameAs(Scope.noop());
			assertThat(this.storage.attach(null)).isSameAs(Scope.noop());
		}
	}

	@Test
	void virtualThreadsBeginWithTheContextOfTheThreadThatMadeThem() {
		try (Scope a = this.storage.attach(A)) {
			assertThat(onVirtualThread(this.storage::current)).isSameAs(A);
			assertThat(onVirtualThread(() -> onVirtualThread(this.storage::current))).isSameAs(A);
		}
		assertThat(onVirtualThread(this.storage::current)).isNull();
	}

	@Test
	void whatTheOtherStorageWasGivenIsInheritedToo() {
		assertThat(this.storage.current()).isNull();
		try (Scope a = this.others.attach(A)) {
			assertThat(onVirtualThread(this.storage::current)).isSameAs(A);
		}
	}

	@Test
	void platformThreadsDoNotInherit() {
		try (Scope a = this.storage.attach(A)) {
			assertThat(Contexts.onNewThread(this.storage::current)).isNull();
			assertThat(onVirtualThread(() -> Contexts.onNewThread(this.storage::current))).isNull();
		}
	}

	@Test
	void whatIsAttachedHidesWhatIsInheritedUntilItIsClosed() {
		try (Scope a = this.storage.attach(A)) {
			runOnVirtualThread(() -> {
				try (Scope b = this.storage.attach(B)) {
					assertThat(this.storage.current()).isSameAs(B);
					assertThat(onVirtualThread(this.storage::current)).isSameAs(B);
				}
				try (Scope root = this.storage.attach(Context.root())) {
					assertThat(this.storage.current()).isSameAs(Context.root());
					assertThat(onVirtualThread(this.storage::current)).isNull();
				}
				try (Scope b = this.others.attach(B)) {
					assertThat(this.storage.current()).isSameAs(B);
				}
				assertThat(this.storage.current()).isSameAs(A);
			});
		}
	}

	@Test
	void whatDoesNotRecordIsDroppedAMinuteAfterTheThreadWasMade() {
		try (Scope a = this.storage.attach(A)) {
			runOnVirtualThread(() -> {
				this.clock.addAndGet(Duration.ofSeconds(59).toNanos());
				assertThat(this.storage.current()).isSameAs(A);
				this.clock.addAndGet(Duration.ofSeconds(2).toNanos());
				assertThat(this.storage.current()).isNull();
			});
		}
	}

	private static <T> T onVirtualThread(Callable<T> call) {
		CompletableFuture<T> result = new CompletableFuture<>();
		VirtualThreadFixture.factory().newThread(Contexts.completing(result, call)).start();
		return Contexts.await(result);
	}

	private static void runOnVirtualThread(Runnable task) {
		onVirtualThread(Executors.callable(task, true));
	}

}
