package dev.tracing.kotlin

import dev.tracing.SpanAttribute
import dev.tracing.Traced
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import org.springframework.stereotype.Service

/**
 * Leaves that suspend, each with a step before and one after.
 */
@Service
class Stops(private val steps: Steps) {

	@Traced
	suspend fun meet(meeting: Meeting): String {
		this.steps.blocking()
		meeting.attend()
		return this.steps.blocking()
	}

	@Traced
	suspend fun pause(): String {
		this.steps.suspending()
		delay(1.milliseconds)
		return this.steps.blocking()
	}

	@Traced
	fun block(): String = this.steps.blocking()

	@Traced
	suspend fun fail(failure: Exception) {
		delay(1.milliseconds)
		throw failure
	}

	@Traced
	suspend fun failAtOnce(failure: Exception): String = throw failure

	@Traced
	suspend fun never(meeting: Meeting) {
		meeting.attend()
		awaitCancellation()
	}

	@Traced
	@SpanAttribute("doubled")
	suspend fun double(@SpanAttribute number: Long): Long {
		delay(1.milliseconds)
		return 2 * number
	}

	@Traced
	suspend fun nothing() {
		delay(1.milliseconds)
	}

	@Traced
	suspend fun absent(): String? = null

	@Traced
	suspend fun ticket(number: Ticket): Ticket {
		delay(1.milliseconds)
		return Ticket(number.value + 1)
	}

}

@JvmInline
value class Ticket(val value: Int)

/**
 * An exception that Kotlin cannot copy, as it does where assertions are enabled, to show where it was
 * awaited.
 */
class Refused(val reason: Int) : RuntimeException("refused: $reason")
