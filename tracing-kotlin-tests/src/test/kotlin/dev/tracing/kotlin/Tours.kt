package dev.tracing.kotlin

import dev.tracing.Traced
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.runBlocking
import org.springframework.stereotype.Service

/**
 * Roots, around whatever a test does.
 */
@Service
class Tours {

	@Traced("tour")
	suspend fun <T> suspending(stops: suspend () -> T): T = stops()

	@Traced("tour")
	fun <T> blocking(stops: suspend CoroutineScope.() -> T): T = runBlocking { stops() }

}
