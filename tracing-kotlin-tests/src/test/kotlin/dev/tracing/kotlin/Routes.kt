package dev.tracing.kotlin

import dev.tracing.Traced
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import org.springframework.stereotype.Service

/**
 * Flows, with steps between the values.
 */
@Service
class Routes(private val steps: Steps) {

	@Traced
	fun numbers(): Flow<Int> = flow {
		this@Routes.steps.suspending()
		for (number in 1..3) {
			emit(number)
			this@Routes.steps.blocking()
			delay(1.milliseconds)
		}
	}

	@Traced
	fun elsewhere(): Flow<Int> = flow {
		for (number in 1..3) {
			this@Routes.steps.blocking()
			emit(number)
		}
	}.flowOn(Dispatchers.IO)

	@Traced
	fun failing(failure: Exception): Flow<Int> = flow {
		emit(1)
		throw failure
	}

	@Traced
	fun endless(meeting: Meeting): Flow<Int> = flow {
		meeting.attend()
		awaitCancellation()
	}

	@Traced
	fun same(flow: Flow<Int>): Flow<Int> = flow

	@Traced
	fun sameState(flow: StateFlow<Int>): StateFlow<Int> = flow

}
