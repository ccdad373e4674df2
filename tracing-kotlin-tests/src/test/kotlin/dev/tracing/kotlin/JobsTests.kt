package dev.tracing.kotlin

import dev.tracing.test.RecordedTraces
import dev.tracing.test.TraceAssertions.assertThat
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment
import org.springframework.test.context.TestConstructor
import org.springframework.test.context.TestConstructor.AutowireMode

@SpringBootTest(classes = [KotlinApplication::class], webEnvironment = WebEnvironment.NONE)
@TestConstructor(autowireMode = AutowireMode.ALL)
class JobsTests(private val offices: Offices, private val steps: Steps, private val traces: RecordedTraces) {

	@Test
	fun theSpanLastsUntilTheDeferredIsComplete() {
		val deferred = CompletableDeferred<String>()
		assertThat(offices.given(deferred)).isSameAs(deferred)
		assertThat(traces.soFar().single().spans()).singleElement().matches { span -> span.isRunning }
		deferred.complete("yes")
		assertThat(traces.awaitOne()).hasTree("Offices.given [unset] {answer=yes}")
	}

	@Test
	fun whatTheCallerDoesMeanwhileIsNotBelow() {
		val deferred = CompletableDeferred<String>()
		offices.given(deferred)
		steps.blocking()
		deferred.complete("yes")
		assertThat(traces.await(2)).allSatisfy { trace -> assertThat(trace.spans()).hasSize(1) }
	}

	@Test
	fun aDeferredThatFailsIsAnError() {
		val deferred = CompletableDeferred<String>()
		offices.given(deferred)
		deferred.completeExceptionally(Refused(3))
		assertThat(traces.awaitOne()).hasTree("Offices.given [error: refused: 3]")
	}

	@Test
	fun aDeferredThatIsCancelledIsMarkedSo() {
		val deferred = CompletableDeferred<String>()
		offices.given(deferred).cancel()
		assertThat(deferred.isCancelled).isTrue()
		assertThat(traces.awaitOne()).hasTree("Offices.given [cancelled]")
	}

	@Test
	fun theSpanLastsUntilTheJobIsDoneWhateverTypeIsDeclared() {
		val meeting = Meeting(2)
		runBlocking {
			val job = offices.started(meeting)
			val known = Job()
			assertThat(offices.any(known)).isSameAs(known)
			meeting.attend()
			job.join()
			known.complete()
		}
		assertThat(traces.await(2)).allSatisfy { trace -> assertThat(trace.spans()).hasSize(1) }
	}

}
