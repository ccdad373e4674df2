package dev.tracing.kotlin

import dev.tracing.SpanAttribute
import dev.tracing.Traced
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.springframework.stereotype.Service

/**
 * Functions that return a job.
 */
@Service
class Offices {

	private val scope = CoroutineScope(Dispatchers.Default)

	@Traced
	@SpanAttribute("answer")
	fun given(deferred: CompletableDeferred<String>): Deferred<String> = deferred

	@Traced
	fun started(meeting: Meeting): Job = this.scope.launch { meeting.attend() }

	@Traced
	fun any(job: Job): Any = job

}
