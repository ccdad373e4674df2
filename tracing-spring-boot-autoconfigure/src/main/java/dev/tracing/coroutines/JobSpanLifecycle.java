package dev.tracing.coroutines;

import dev.tracing.lifecycle.SpanLifecycle;
import dev.tracing.lifecycle.SpanStarter;
import dev.tracing.lifecycle.StartedSpan;
import kotlin.Unit;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.Job;
import org.jspecify.annotations.Nullable;

/**
 * The span of a call that returned a {@link Job}, a {@link Deferred} for example, lasts
 * until the job is complete. The caller gets the job that the call returned.
 *
 * @since 0.1.0
 */
public final class JobSpanLifecycle implements SpanLifecycle {

	@Override
	public boolean isCandidate(Class<?> declaredType) {
		return Job.class.isAssignableFrom(declaredType) || declaredType.isAssignableFrom(Deferred.class);
	}

	@Override
	public boolean supports(Object result) {
		return result instanceof Job;
	}

	@Override
	public Object follow(Object result, StartedSpan span, SpanStarter starter) {
		Job job = (Job) result;
		job.invokeOnCompletion((failure) -> {
			if (failure != null) {
				span.fail(failure);
			}
			else {
				span.end(valueOf(job));
			}
			return Unit.INSTANCE;
		});
		return result;
	}

	private static @Nullable Object valueOf(Job job) {
		return (job instanceof Deferred<?> deferred) ? deferred.getCompleted() : null;
	}

}
