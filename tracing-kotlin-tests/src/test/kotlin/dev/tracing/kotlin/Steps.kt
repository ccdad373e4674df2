package dev.tracing.kotlin

import dev.tracing.Traced
import org.springframework.stereotype.Service

/**
 * The innermost spans: each shows what was current where it was called.
 */
@Service
class Steps {

	@Traced("step")
	fun blocking(): String = "stepped"

	@Traced("suspending-step")
	suspend fun suspending(): String = "stepped"

}
