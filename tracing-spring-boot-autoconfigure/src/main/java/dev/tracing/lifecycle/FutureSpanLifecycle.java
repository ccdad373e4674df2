package dev.tracing.lifecycle;

import java.lang.reflect.Modifier;
import java.util.concurrent.CompletionStage;

/**
 * The span of a call that returned a {@link CompletionStage} lasts until the stage
 * completes. The caller gets the stage that the call returned, so that cancelling or
 * completing it reaches the work.
 */
public final class FutureSpanLifecycle implements SpanLifecycle {

	@Override
	public boolean isCandidate(Class<?> declaredType) {
		// a subclass of whatever is not final may be a stage
		return !declaredType.isPrimitive() && !Modifier.isFinal(declaredType.getModifiers());
	}

	@Override
	public boolean supports(Object result) {
		return result instanceof CompletionStage;
	}

	@Override
	public Object follow(Object result, StartedSpan span, SpanStarter starter) {
		try {
			// The dependent stage is dropped: handed out, its cancel() would not reach
			// the work.
			((CompletionStage<?>) result).whenComplete((value, failure) -> {
				if (failure != null) {
					span.fail(failure);
				}
				else {
					span.end(value);
				}
			});
		}
		catch (RuntimeException ex) {
			// a stage of the application's own kind: nobody tells when it completes
			span.end(null);
		}
		return result;
	}

}
