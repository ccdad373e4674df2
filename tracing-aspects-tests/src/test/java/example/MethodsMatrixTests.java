package example;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import example.woven.Methods;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Row A7: calls that no proxy sees, and that all the rest is as with a proxy.
 */
@WovenTest
class MethodsMatrixTests {

	private final Methods methods = new Methods();

	@Autowired
	private RecordedTraces traces;

	@Test
	void a7_privateStaticAndFinalMethodsOfObjectsThatAreNoBeansAreChildren() {
		assertThat(this.methods.ofEveryKind()).isEqualTo(10);
		assertThat(this.traces.awaitOne()).hasTree("""
				Methods.ofEveryKind
				├─ Methods.hidden {hidden=1}
				├─ Methods.shared {shared=2}
				├─ Methods.last {number=3}
				└─ Methods.plain
				""");
	}

	@Test
	void nameAndResultAreRecorded() {
		assertThat(this.methods.named()).isEqualTo(42);
		assertThat(this.traces.awaitOne()).hasTree("checkout {total=42}");
	}

	@Test
	void recursionIsAChain() {
		assertThat(this.methods.recursive(3)).isEqualTo(3);
		assertThat(this.traces.awaitOne()).hasTree("""
				Methods.recursive
				└─ Methods.recursive
				   └─ Methods.recursive
				""");
	}

	@Test
	void exceptionsAreRecordedAndStayTheSameObject() {
		for (Exception failure : new Exception[] { new IOException("checked"), new IllegalStateException("not") }) {
			assertThatThrownBy(() -> this.methods.fails(failure)).isSameAs(failure);
			assertThat(this.traces.awaitOne()).hasTree("Methods.fails [error: " + failure.getClass().getName() + "]");
		}
	}

	@Test
	void spanLastsUntilTheFutureCompletesAndTheFutureStaysTheSameObject() {
		CompletableFuture<String> future = new CompletableFuture<>();
		CompletableFuture<String> returned = this.methods.future(future);
		assertThat(returned).isSameAs(future);
		assertThat(this.traces.soFar()).singleElement().matches(Trace::isRunning);
		returned.cancel(true);
		assertThat(this.traces.awaitOne()).hasTree("Methods.future [cancelled]");
	}

	@Test
	void eachSubscriptionToAPublisherIsASpan() {
		var mono = this.methods.mono();
		this.traces.assertNone();
		mono.block();
		mono.block();
		assertThat(this.traces.await(2)).allSatisfy((trace) -> assertThat(trace).hasTree("""
				Methods.mono
				└─ Leaf.quick
				"""));
	}

	@Test
	void metaAnnotationIsTraced() {
		this.methods.composed();
		assertThat(this.traces.awaitOne()).hasTree("Methods.composed");
	}

	@Test
	void ofAnAnnotatedClassThePublicMethodsAreTraced() {
		Methods.Whole whole = new Methods.Whole();
		whole.open();
		assertThat(this.traces.awaitOne()).hasTree("Whole.open");
		whole.annotated();
		assertThat(this.traces.awaitOne()).hasTree("stronger");
		whole.exempt();
		assertThat(whole).hasToString("whole");
		this.traces.assertNone();
	}

	@Test
	void soTheyAreOfAClassWithAMetaAnnotation() {
		new Methods.WholeByComposition().open();
		assertThat(this.traces.awaitOne()).hasTree("WholeByComposition.open");
	}

	@Test
	void callOfTheOverriddenMethodIsNoSecondSpan() {
		new Methods.Extended().ofEveryKind();
		assertThat(this.traces.awaitOne()).hasTree("""
				Extended.ofEveryKind
				├─ Extended.hidden
				├─ Methods.shared
				├─ Extended.last
				└─ Methods.plain
				""");
		new Methods.Extended().call(1);
		assertThat(this.traces.awaitOne()).hasTree("Extended.plain");
	}

	@Test
	void bridgeAndDefaultMethodsAreTracedOnce() {
		assertThat(new Methods.Concrete().call("it")).isEqualTo("it");
		assertThat(this.traces.awaitOne()).hasTree("""
				Concrete.twice
				└─ Concrete.get ×2
				""");
	}

}
