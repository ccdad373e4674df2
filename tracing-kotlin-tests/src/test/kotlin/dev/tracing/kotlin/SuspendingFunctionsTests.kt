package dev.tracing.kotlin

import dev.tracing.test.RecordedTraces
import dev.tracing.test.TraceAssertions.assertThat
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
import org.assertj.core.api.Assertions.catchThrowable
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
	fun fiveStartedTogetherAreSiblingsOnEveryDispatcher(dispatcher: CoroutineDispatcher) {
		runBlocking(dispatcher) {
			tours.suspending { meetFive() }
		}
		assertThat(traces.awaitOne()).hasTree(FIVE_SIBLINGS)
	}

	@Test
	fun fiveStartedTogetherBelowABlockingRootAreSiblings() {
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

	private suspend fun meetFive() = coroutineScope {
		val meeting = Meeting(5)
		List(5) { async { stops.meet(meeting) } }.awaitAll()
	}

	companion object {

		private const val FIVE_SIBLINGS = """
			tour
			└─ Stops.meet ×5 ∥
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
