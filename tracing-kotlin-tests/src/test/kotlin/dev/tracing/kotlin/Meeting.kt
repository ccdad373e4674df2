package dev.tracing.kotlin

import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CompletableDeferred

/**
 * Lets coroutines go on when all of them have come. The last one to come resumes the others, so that
 * those without a dispatcher of their own go on in the middle of its work, on its thread.
 */
class Meeting(private val expected: Int) {

	private val arrived = AtomicInteger()

	private val complete = CompletableDeferred<Unit>()

	suspend fun attend() {
		if (this.arrived.incrementAndGet() == this.expected) {
			this.complete.complete(Unit)
		}
		this.complete.await()
	}

}
