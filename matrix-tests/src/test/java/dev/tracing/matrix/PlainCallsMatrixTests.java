package dev.tracing.matrix;

import dev.tracing.Traced;
import dev.tracing.Untraced;
import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class PlainCallsMatrixTests {

	@Autowired
	private Root root;

	@Autowired
	private Recursion recursion;

	@Autowired
	private Search search;

	@Autowired
	private RecordedTraces traces;

	@Test
	void a1_childrenAreNestedInTheirParents() {
		this.root.nested();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.nested
				└─ Leaf.withChild
				   └─ Inner.work
				""");
	}

	@Test
	void a2_callsOfALoopAreSiblings() {
		this.root.loop();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.loop
				└─ Leaf.work ×5
				""");
	}

	@Test
	void a3_recursionThroughTheBeanIsAChain() {
		this.recursion.descend(3);
		assertThat(this.traces.awaitOne()).hasTree("""
				Recursion.descend
				└─ Recursion.descend
				   └─ Recursion.descend
				""");
	}

	@Test
	void a4_aLeafAfterOneThatThrewIsItsSibling() {
		this.root.failsThenGoesOn();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.failsThenGoesOn
				├─ Leaf.fail [error: java.lang.IllegalStateException]
				└─ Leaf.work
				""");
	}

	@Test
	void a4_anExceptionOfALeafReachesTheCallerOfTheRoot() {
		assertThatIllegalStateException().isThrownBy(this.root::fails).withMessage("broken");
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.fails [error: java.lang.IllegalStateException]
				└─ Leaf.fail [error: java.lang.IllegalStateException]
				""");
	}

	@Test
	void a5_anAnnotationOnTheInterfaceTracesOnce() {
		this.search.search(1);
		assertThat(this.traces.awaitOne()).hasTree("GenericSearch.search");
	}

	@Test
	void a6_theAnnotationOnTheClassTracesAllButTheMethodsTakenOut() {
		this.root.wholeClass();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.wholeClass
				└─ Whole.inside
				""");
	}

	@Test
	void a8_methodsThatAreNotPublicAreTraced() {
		this.root.notPublic();
		assertThat(this.traces.awaitOne()).hasTree("""
				Root.notPublic
				├─ Leaf.packagePrivate
				└─ Leaf.protectedMethod
				""");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Root.class, Leaf.class, Inner.class, Recursion.class, GenericSearch.class, Whole.class })
	static class Application {

	}

	static class Root {

		private final Leaf leaf;

		private final Whole whole;

		Root(Leaf leaf, Whole whole) {
			this.leaf = leaf;
			this.whole = whole;
		}

		@Traced
		public void nested() {
			this.leaf.withChild();
		}

		@Traced
		public void loop() {
			for (int i = 0; i < 5; i++) {
				this.leaf.work();
			}
		}

		@Traced
		public void failsThenGoesOn() {
			try {
				this.leaf.fail();
			}
			catch (IllegalStateException ex) {
				this.leaf.work();
			}
		}

		@Traced
		public void fails() {
			this.leaf.fail();
		}

		@Traced
		public void wholeClass() {
			this.whole.inside();
			this.whole.outside();
		}

		@Traced
		public void notPublic() {
			this.leaf.packagePrivate();
			this.leaf.protectedMethod();
		}

	}

	static class Leaf {

		private final Inner inner;

		Leaf(Inner inner) {
			this.inner = inner;
		}

		@Traced
		public String work() {
			return Work.work();
		}

		@Traced
		public String withChild() {
			return this.inner.work();
		}

		@Traced
		public void fail() {
			throw new IllegalStateException("broken");
		}

		@Traced
		void packagePrivate() {
		}

		@Traced
		protected void protectedMethod() {
		}

	}

	static class Inner {

		@Traced
		public String work() {
			return Work.work();
		}

	}

	static class Recursion {

		private final Recursion self;

		Recursion(@Lazy Recursion self) {
			this.self = self;
		}

		@Traced
		public void descend(int depth) {
			if (depth > 1) {
				this.self.descend(depth - 1);
			}
		}

	}

	interface Search {

		void search(Integer number);

	}

	interface TypedSearch<T> {

		@Traced
		void search(T query);

	}

	static class GenericSearch implements TypedSearch<Integer>, Search {

		@Override
		public void search(Integer number) {
		}

	}

	@Traced
	static class Whole {

		public void inside() {
		}

		@Untraced
		public void outside() {
		}

	}

}
