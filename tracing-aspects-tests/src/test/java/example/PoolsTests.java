package example;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.tracing.test.RecordedTraces;
import example.woven.Pools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks are wrapped on their way, and pools that know their classes do not notice.
 */
@WovenTest
class PoolsTests {

	private final Pools pools = new Pools();

	@Autowired
	private RecordedTraces traces;

	@Test
	void poolSeesItsOwnTasksBeforeAndAfterTheirRun() throws InterruptedException {
		assertThat(this.pools.watched()).containsExactly("before one", "after one");
		assertThat(this.traces.awaitOne()).hasTree("""
				Pools.watched
				└─ Leaf.quick
				""");
	}

	@Test
	void poolMakesItsOwnFuturesOfItsOwnTasks() throws Exception {
		assertThat(this.pools.ownFutures().getSimpleName()).isEqualTo("NamedFuture");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void handlerOfRejectedTasksSeesItsOwn(boolean lambda) throws InterruptedException {
		List<String> names = new ArrayList<>();
		this.pools.rejected(lambda ? this.pools.handler(names) : this.pools.handlerClass(names));
		assertThat(names).containsExactly("two");
		assertThat(this.traces.awaitOne()).hasTree("Pools.rejected");
	}

	@Test
	void taskThatAHandlerPutsIntoTheQueueNeverthelessIsAChild() throws InterruptedException {
		this.pools.putNevertheless();
		assertThat(this.traces.awaitOne()).hasTree("""
				Pools.putNevertheless
				└─ Leaf.quick ×2
				""");
	}

	@Test
	void taskThatWaitsCanBeTakenBack() throws InterruptedException {
		AtomicBoolean run = new AtomicBoolean();
		assertThat(this.pools.takeBack(() -> run.set(true))).isTrue();
		assertThat(run).isFalse();
	}

	@Test
	void queueOfDelaysWorksAsBefore() throws InterruptedException {
		AtomicBoolean run = new AtomicBoolean();
		this.pools.delayed(() -> run.set(true));
		assertThat(run).isTrue();
	}

}
