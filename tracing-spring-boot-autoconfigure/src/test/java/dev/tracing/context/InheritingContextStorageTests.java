package dev.tracing.context;

import java.lang.ref.WeakReference;
import java.time.Duration;

import dev.tracing.TracingAttributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

class InheritingContextStorageTests {

	private static final Context A = Contexts.numbered(1);

	private static final Context B = Contexts.numbered(2);

	private static final Context C = Contexts.numbered(3);

	private final ContextStorage forgetful = new InheritingContextStorageProvider().get();

	private final ContextStorage storage = new InheritingContextStorageProvider().get();

	@AfterEach
	void threadHoldsNothing() {
		assertThat(this.storage.current()).isNull();
	}

	@Test
	void nestedScopesRestoreWhatWasBefore() {
		try (Scope a = this.storage.attach(A)) {
			try (Scope b = this.storage.attach(B)) {
				assertThat(this.storage.current()).isSameAs(B);
			}
			assertThat(this.storage.current()).isSameAs(A);
		}
	}

	@Test
	void attachingTheCurrentContextIsExactlyTheNoopScope() {
		try (Scope a = this.storage.attach(A)) {
			assertThat(this.storage.attach(A)).isSameAs(Scope.noop());
		}
	}

	@Test
	void attachingTheRootOverNothingIsExactlyTheNoopScope() {
		assertThat(this.storage.attach(Context.root())).isSameAs(Scope.noop());
	}

	@Test
	void attachingNullIsExactlyTheNoopScope() {
		assertThat(this.storage.attach(null)).isSameAs(Scope.noop());
	}

	@Test
	void rootHidesWhatIsAround() {
		try (Scope a = this.storage.attach(A); Scope root = this.storage.attach(Context.root())) {
			assertThat(this.storage.current()).isSameAs(Context.root());
		}
	}

	@Test
	void openTelemetrysOwnStorageKeepsAContextForEverWhoseInnerScopeIsForgotten() {
		String left = Contexts.onNewThread(() -> {
			ContextStorage own = ContextStorage.defaultStorage();
			Scope outer = own.attach(A);
			own.attach(B);
			outer.close();
			return (own.current() == B) ? "the forgotten context" : "nothing";
		});
		assertThat(left).isEqualTo("the forgotten context");
	}

	@Test
	void closingAnOuterScopeRestoresWhatWasBeforeThoughAnInnerIsForgotten() {
		try (Scope a = this.storage.attach(A)) {
			Scope outer = this.storage.attach(B);
			this.storage.attach(C);
			this.storage.attach(A);
			outer.close();
			assertThat(this.storage.current()).isSameAs(A);
		}
	}

	@Test
	void closingAnInnerScopeAfterItsOuterDoesNothing() {
		Scope outer = this.storage.attach(A);
		Scope late = this.storage.attach(B);
		outer.close();
		late.close();
		assertThat(this.storage.current()).isNull();
		try (Scope next = this.storage.attach(C)) {
			late.close();
			assertThat(this.storage.current()).isSameAs(C);
		}
	}

	@Test
	void closingASecondTimeDoesNothing() {
		Scope a = this.storage.attach(A);
		a.close();
		Scope again = this.storage.attach(A);
		a.close();
		assertThat(this.storage.current()).isSameAs(A);
		again.close();
	}

	@Test
	void closingAScopeOfAnotherThreadDoesNothing() {
		try (Scope a = this.storage.attach(A)) {
			Context there = Contexts.onNewThread(() -> {
				try (Scope foreign = this.storage.attach(A)) {
					a.close();
					return this.storage.current();
				}
			});
			assertThat(there).isSameAs(A);
			assertThat(this.storage.current()).isSameAs(A);
		}
	}

	@Test
	void closingAScopeOfAnotherThreadIsTold() {
		try (ScopeFaultCollector faults = new ScopeFaultCollector(); Scope scope = this.storage.attach(A)) {
			Contexts.onNewThread(() -> {
				scope.close();
				scope.close();
				return "";
			});
			assertThat(faults.told())
				.containsExactly(TracingAttributes.SCOPE_CLOSED_ELSEWHERE + " of " + Contexts.spanId(1));
		}
	}

	@Test
	void nothingIsToldOfScopesThatAreClosedTwiceOrLate() {
		try (ScopeFaultCollector faults = new ScopeFaultCollector()) {
			Scope outer = this.storage.attach(A);
			Scope inner = this.storage.attach(B);
			outer.close();
			outer.close();
			inner.close();
			Contexts.onNewThread(() -> {
				outer.close();
				inner.close();
				return "";
			});
			assertThat(faults.told()).isEmpty();
		}
	}

	@Test
	void scopesThatAreNestedVeryDeeplyRestoreWhatWasBefore() {
		Scope[] scopes = new Scope[1000];
		Context[] contexts = new Context[scopes.length];
		for (int i = 0; i < scopes.length; i++) {
			contexts[i] = Contexts.numbered(i + 1);
			scopes[i] = this.storage.attach(contexts[i]);
		}
		for (int i = scopes.length - 1; i >= 0; i--) {
			assertThat(this.storage.current()).isSameAs(contexts[i]);
			scopes[i].close();
			scopes[i].close();
		}
	}

	@Test
	void scopesThatAreForgottenForEverAreNotKept() {
		WeakReference<Context> first = new WeakReference<>(attachAndForget(1));
		for (int i = 2; i < 1000; i++) {
			attachAndForget(i);
		}
		assertThat(isCollected(first)).isTrue();
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void inheritanceIsNotNeededWithoutVirtualThreads() {
		assertThat(VirtualThreadInheritance.probe()).isEqualTo(VirtualThreadInheritance.NOT_NEEDED);
	}

	@Test
	void platformThreadsNeverInherit() {
		try (Scope a = this.storage.attach(A)) {
			assertThat(Contexts.onNewThread(() -> this.storage.current() == null)).isTrue();
			assertThat(Contexts.onNewThread(() -> {
				// the first that the thread does is not to ask
				this.storage.attach(B).close();
				return this.storage.current() == null;
			})).isTrue();
		}
	}

	@Test
	void platformThreadsOfAPlatformThreadThatNeverAskedDoNotInherit() {
		try (Scope a = this.storage.attach(A)) {
			assertThat(Contexts.onNewThread(() -> Contexts.onNewThread(() -> this.storage.current() == null))).isTrue();
		}
	}

	/**
	 * The storage is one that no other test uses, and so is the thread's cell.
	 */
	private Context attachAndForget(int number) {
		Context context = Contexts.numbered(number);
		this.forgetful.attach(context);
		return context;
	}

	private static boolean isCollected(WeakReference<?> reference) {
		long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
		while (reference.get() != null && System.nanoTime() < deadline) {
			System.gc();
		}
		return reference.get() == null;
	}

}
