package dev.tracing.kotlin

import dev.tracing.test.RecordedTraces
import dev.tracing.test.TraceAssertions.assertThat
import io.opentelemetry.api.trace.Span
import io.opentelemetry.api.trace.SpanContext
import io.opentelemetry.api.trace.TraceFlags
import io.opentelemetry.api.trace.TraceState
import io.opentelemetry.context.Context
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment
import org.springframework.test.context.TestConstructor
import org.springframework.test.context.TestConstructor.AutowireMode

@SpringBootTest(classes = [KotlinApplication::class], webEnvironment = WebEnvironment.NONE)
@TestConstructor(autowireMode = AutowireMode.ALL)
class SuspendingFunctionsTests(
	private val tours: Tours,
	private val stops: Stops,
	private val steps: Steps,
	private val traces: RecordedTraces,
) {

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("dispatchers")
	fun h1_fiveStartedTogetherAreSiblingsOnEveryDispatcher(dispatcher: CoroutineDispatcher) {
		runBlocking(dispatcher) {
			tours.suspending { meetFive() }
		}
		assertThat(traces.awaitOne()).hasTree(FIVE_SIBLINGS)
	}

	@Test
	fun h1_fiveStartedTogetherBelowABlockingRootAreSiblings() {
		tours.blocking { meetFive() }
		assertThat(traces.awaitOne()).hasTree(FIVE_SIBLINGS)
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("dispatchers")
	fun oneAfterAnotherAreSiblingsOnEveryDispatcher(dispatcher: CoroutineDispatcher) {
		runBlocking(dispatcher) {
			tours.suspending {
				stops.pause()
				stops.double(1)
				stops.block()
				stops.nothing()
			}
		}
		assertThat(traces.awaitOne()).hasTree(
			"""
			tour
			├─ Stops.pause
			│  ├─ suspending-step
			│  └─ step
			├─ Stops.double
			├─ Stops.block
			│  └─ step
			└─ Stops.nothing
			""",
		)
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("dispatchers")
	fun callsAtTheTopAreTracesOfTheirOwn(dispatcher: CoroutineDispatcher) {
		runBlocking(dispatcher) {
			stops.pause()
			steps.blocking()
			stops.double(1)
			steps.suspending()
		}
		assertThat(traces.await(4)).allSatisfy { trace -> assertThat(trace.roots()).hasSize(1) }
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("dispatchers")
	fun h1_nestedCallsAreNestedThoughTheySuspend(dispatcher: CoroutineDispatcher) {
		runBlocking(dispatcher) {
			tours.suspending {
				tours.suspending {
					delay(1.milliseconds)
					tours.suspending { stops.pause() }
					stops.block()
				}
				stops.block()
			}
		}
		assertThat(traces.awaitOne()).hasTree(
			"""
			tour
			├─ tour
			│  ├─ tour
			│  │  └─ Stops.pause
			│  │     ├─ suspending-step
			│  │     └─ step
			│  └─ Stops.block
			│     └─ step
			└─ Stops.block
			   └─ step
			""",
		)
	}

	@Test
	fun h2_blockingLeavesOnAnotherDispatcherAreChildrenAsWritten() {
		runBlocking {
			tours.suspending {
				withContext(Dispatchers.IO) { stops.block() }
				coroutineScope {
					repeat(5) { launch(Dispatchers.IO) { stops.block() } }
				}
				withContext(Dispatchers.Default) {
					delay(1.milliseconds)
					steps.blocking()
				}
			}
		}
		assertThat(traces.awaitOne()).hasTree(
			"""
			tour
			├─ Stops.block ×6
			│  └─ step
			└─ step
			""",
		)
	}

	@Test
	fun theSpanLastsUntilTheFunctionReturns() {
		runBlocking(Dispatchers.Default) {
			tours.suspending { coroutineScope { launch { delay(20.milliseconds) } } }
		}
		val trace = traces.awaitOne()
		assertThat(trace.roots().single().durationNanos()).isGreaterThanOrEqualTo(20_000_000)
	}

	@Test
	fun oneThatFailsIsAnErrorAndTheOthersGoOn() {
		val failure = Refused(7)
		runBlocking(Dispatchers.Default) {
			tours.suspending {
				supervisorScope {
					val refused = async { stops.fail(failure) }
					val refusedAtOnce = async { stops.failAtOnce(Refused(8)) }
					val paused = List(3) { async { stops.pause() } }
					assertThat(runCatching { refused.await() }.exceptionOrNull()).isSameAs(failure)
					refusedAtOnce.join()
					paused.awaitAll()
				}
			}
		}
		assertThat(traces.awaitOne()).hasTree(
			"""
			tour [unset]
			├─ Stops.fail [error: refused: 7]
			├─ Stops.failAtOnce [error: refused: 8]
			└─ Stops.pause ×3
			   ├─ suspending-step
			   └─ step
			""",
		)
	}

	@Test
	fun oneThatIsCancelledIsMarkedSo() {
		runBlocking(Dispatchers.Default) {
			tours.suspending {
				coroutineScope {
					val meeting = Meeting(2)
					val waiting = launch { stops.never(meeting) }
					meeting.attend()
					waiting.cancelAndJoin()
				}
				stops.block()
			}
		}
		assertThat(traces.awaitOne()).hasTree(
			"""
			tour [unset]
			├─ Stops.never [cancelled]
			└─ Stops.block
			   └─ step
			""",
		)
	}

	@Test
	fun oneThatTakesTooLongIsMarkedCancelled() {
		runBlocking(Dispatchers.Default) {
			tours.suspending {
				withTimeoutOrNull(20.milliseconds) { stops.never(Meeting(1)) }
				stops.block()
			}
		}
		assertThat(traces.awaitOne()).hasTree(
			"""
			tour [unset]
			├─ Stops.never [cancelled]
			└─ Stops.block
			   └─ step
			""",
		)
	}

	@Test
	fun callersGetWhatTheFunctionReturns() {
		runBlocking(Dispatchers.Default) {
			assertThat(stops.pause()).isEqualTo("stepped")
			assertThat(stops.double(21)).isEqualTo(42)
			assertThat(stops.nothing()).isEqualTo(Unit)
			assertThat(stops.absent()).isNull()
			assertThat(stops.ticket(Ticket(1))).isEqualTo(Ticket(2))
			assertThat(runCatching { stops.failAtOnce(Refused(9)) }.exceptionOrNull()).isInstanceOf(Refused::class.java)
		}
		assertThat(traces.await(6)).allSatisfy { trace -> assertThat(trace.roots()).hasSize(1) }
	}

	@Test
	fun argumentsAndTheResultAreAttributes() {
		runBlocking(Dispatchers.Default) { stops.double(21) }
		assertThat(traces.awaitOne()).hasTree("Stops.double {number=21, doubled=42}")
	}

	@Test
	fun belowAParentThatIsNotSampledNothingIsOnWhateverThread() {
		val parent = SpanContext.create(
			"0af7651916cd43dd8448eb211c80319c",
			"b7ad6b7169203331",
			TraceFlags.getDefault(),
			TraceState.getDefault(),
		)
		Context.root().with(Span.wrap(parent)).makeCurrent().use {
			tours.blocking {
				stops.pause()
				tours.suspending {
					withContext(Dispatchers.Default) {
						delay(1.milliseconds)
						stops.block()
					}
				}
			}
		}
		traces.assertNone()
	}

	@Test
	fun afterwardsTheThreadsHoldNothing() {
		val dispatcher = Executors.newFixedThreadPool(2) { task -> Thread(task, "pool").apply { isDaemon = true } }
			.asCoroutineDispatcher()
		runBlocking(dispatcher) { tours.suspending { meetFive() } }
		traces.awaitOne()
		runBlocking {
			val meeting = CountDownLatch(2)
			val held = List(2) {
				async(dispatcher) {
					meeting.countDown()
					meeting.await()
					Context.current()
				}
			}.awaitAll()
			assertThat(held).allSatisfy { context -> assertThat(context).isSameAs(Context.root()) }
		}
	}

	@Test
	fun manyToursAtOnceAreNotMixed() {
		runBlocking(Dispatchers.Default) {
			repeat(100) { launch { tours.suspending { meetFive() } } }
		}
		assertThat(traces.await(100)).allSatisfy { trace -> assertThat(trace).hasTree(FIVE_SIBLINGS) }
	}

	@Test
	fun recursionIsAChain() {
		runBlocking(Dispatchers.Default) { descend(3) }
		assertThat(traces.awaitOne()).hasTree(
			"""
			tour
			└─ tour
			   └─ tour
			      └─ Stops.block
			         └─ step
			""",
		)
	}

	private suspend fun descend(depth: Int) {
		if (depth == 0) {
			stops.block()
		}
		else {
			tours.suspending {
				delay(1.milliseconds)
				descend(depth - 1)
			}
		}
	}

	private suspend fun meetFive() = coroutineScope {
		val meeting = Meeting(5)
		List(5) { async { stops.meet(meeting) } }.awaitAll()
	}

	companion object {

		private const val FIVE_SIBLINGS = """
			tour
			└─ Stops.meet ×5
			   └─ step ×2
			"""

		@JvmStatic
		fun dispatchers(): List<CoroutineDispatcher> = listOf(
			Dispatchers.Default,
			Dispatchers.IO,
			Dispatchers.Unconfined,
			Executors.newSingleThreadExecutor { task -> Thread(task, "own").apply { isDaemon = true } }
				.asCoroutineDispatcher(),
		)

	}

}
