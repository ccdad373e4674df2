package dev.tracing.kotlin

import dev.tracing.test.RecordedTraces
import dev.tracing.test.TraceAssertions.assertThat
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
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
class FlowsTests(
	private val tours: Tours,
	private val routes: Routes,
	private val stops: Stops,
	private val steps: Steps,
	private val traces: RecordedTraces,
) {

	@Test
	fun h3_eachCollectionIsASpan() {
		runBlocking(Dispatchers.Default) {
			tours.suspending {
				val numbers = routes.numbers()
				assertThat(numbers.toList()).containsExactly(1, 2, 3)
				assertThat(numbers.toList()).containsExactly(1, 2, 3)
			}
		}
		assertThat(traces.awaitOne()).hasTree(
			"""
			tour
			└─ Routes.numbers ×2
			   ├─ suspending-step
			   └─ step ×3
			""",
		)
	}

	@Test
	fun withoutACollectionThereIsNone() {
		runBlocking { tours.suspending { routes.numbers() } }
		assertThat(traces.awaitOne()).hasTree("tour")
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("dev.tracing.kotlin.SuspendingFunctionsTests#dispatchers")
	fun h3_theCollectorsWorkIsTheCollectorsAndTheFlowsTheFlows(dispatcher: CoroutineDispatcher) {
		runBlocking(dispatcher) {
			tours.suspending {
				routes.numbers().collect {
					stops.block()
					delay(1.milliseconds)
					stops.block()
				}
			}
		}
		assertThat(traces.awaitOne()).hasTree(COLLECTED)
	}

	@Test
	fun h3_soTheyAreBelowABlockingRoot() {
		tours.blocking {
			routes.numbers().collect {
				stops.block()
				delay(1.milliseconds)
				stops.block()
			}
		}
		assertThat(traces.awaitOne()).hasTree(COLLECTED)
	}

	@Test
	fun h3_aFlowMayBeCollectedInsideAnother() {
		tours.blocking {
			val all = flow {
				routes.numbers().collect {
					emit(it)
					steps.blocking()
				}
				emitAll(routes.numbers().map { it + 3 })
			}
			assertThat(all.toList()).containsExactly(1, 2, 3, 4, 5, 6)
		}
		assertThat(traces.awaitOne()).hasTree(
			"""
			tour
			├─ step ×3
			└─ Routes.numbers ×2
			   ├─ suspending-step
			   └─ step ×3
			""",
		)
	}

	@Test
	fun h3_aFlowMayRunOnAnotherDispatcher() {
		runBlocking(Dispatchers.Default) {
			tours.suspending { routes.elsewhere().collect { stops.block() } }
			tours.suspending { routes.numbers().flowOn(Dispatchers.IO).collect { stops.block() } }
		}
		val (elsewhere, flowOn) = traces.await(2)
		assertThat(elsewhere).hasTree(
			"""
			tour
			├─ Stops.block ×3
			│  └─ step
			└─ Routes.elsewhere
			   └─ step ×3
			""",
		)
		assertThat(flowOn).hasTree(
			"""
			tour
			├─ Stops.block ×3
			│  └─ step
			└─ Routes.numbers
			   ├─ suspending-step
			   └─ step ×3
			""",
		)
	}

	@Test
	fun aFlowThatFailsIsAnError() {
		val failure = Refused(1)
		runBlocking(Dispatchers.Default) {
			val thrown = runCatching { routes.failing(failure).collect { delay(1.milliseconds) } }.exceptionOrNull()
			assertThat(thrown).isSameAs(failure)
		}
		assertThat(traces.awaitOne()).hasTree("Routes.failing [error: refused: 1]")
	}

	@Test
	fun aFlowWhoseCollectorFailsIsCancelled() {
		val failure = Refused(2)
		runBlocking(Dispatchers.Default) {
			val atOnce = runCatching { routes.numbers().collect { throw failure } }
			assertThat(atOnce.exceptionOrNull()).isSameAs(failure)
			val later = runCatching {
				routes.numbers().collect {
					delay(1.milliseconds)
					throw failure
				}
			}
			assertThat(later.exceptionOrNull()).isSameAs(failure)
		}
		assertThat(traces.await(2)).allSatisfy { trace ->
			assertThat(trace).hasTree(
				"""
				Routes.numbers [cancelled]
				└─ suspending-step
				""",
			)
		}
	}

	@Test
	fun aFlowOfWhichNotAllIsWantedIsCancelled() {
		runBlocking(Dispatchers.Default) {
			assertThat(routes.numbers().take(2).toList()).containsExactly(1, 2)
		}
		assertThat(traces.awaitOne()).hasTree(
			"""
			Routes.numbers [cancelled]
			├─ suspending-step
			└─ step
			""",
		)
	}

	@Test
	fun aFlowWhoseCollectorIsCancelledIsCancelled() {
		runBlocking(Dispatchers.Default) {
			val meeting = Meeting(2)
			val collector = launch { routes.endless(meeting).collect() }
			meeting.attend()
			collector.cancelAndJoin()
		}
		assertThat(traces.awaitOne()).hasTree("Routes.endless [cancelled]")
	}

	@Test
	fun hotFlowsAreLeftAlone() {
		val shared = MutableSharedFlow<Int>()
		val state = MutableStateFlow(1)
		assertThat(routes.same(shared)).isSameAs(shared)
		assertThat(routes.same(state)).isSameAs(state)
		assertThat(routes.sameState(state)).isSameAs(state)
		traces.assertNone()
	}

	companion object {

		private const val COLLECTED = """
			tour
			├─ Stops.block ×6
			│  └─ step
			└─ Routes.numbers
			   ├─ suspending-step
			   └─ step ×3
			"""

	}

}
