package dev.tracing.aspects;

import dev.tracing.Traced;
import dev.tracing.interceptor.Woven;
import dev.tracing.interceptor.WovenCalls;

/**
 * Makes a span of each call of a {@link Traced @Traced} method, wherever the call comes
 * from and whatever the object: a method of the same object, a private, static or final
 * one, one of an object that is no bean.
 *
 * <p>
 * It is woven into the methods with the annotation, or one that has it as a
 * meta-annotation, and the public methods that a class or interface with such an
 * annotation declares. Methods that are traced because of what they override or implement
 * are left to proxies. Calls are not traced as long as no application is active.
 *
 * @since 0.1.0
 */
public aspect TracedAspect {

	// suspending functions return before they are done: coroutines are a matter of proxies
	declare @method : (@Traced * *(..)) && !(* *(.., kotlin.coroutines.Continuation*)) : @Woven;

	declare @method : (@(@Traced *) !@Traced * *(..)) && !(* *(.., kotlin.coroutines.Continuation*)) : @Woven;

	declare @method : (!@Traced !@(@Traced *) public * (@(@Traced *) *).*(..))
			&& !(* *(.., kotlin.coroutines.Continuation*)) : @Woven;

	declare @method : (!@Traced !@(@Traced *) public * (@Traced *).*(..))
			&& !(* *(.., kotlin.coroutines.Continuation*)) : @Woven;

	// the span of what Spring's aspect runs asynchronously lies where the work is, and of
	// all the rest outside, as with proxies
	declare precedence : *..AnnotationAsyncExecutionAspect, TracedAspect, *;

	private static final Activation<WovenCalls> ACTIVATION = new Activation<>();

	static void activate(WovenCalls calls) {
		ACTIVATION.activate(calls);
	}

	static void deactivate(WovenCalls calls) {
		ACTIVATION.deactivate(calls);
	}

	Object around() : execution(@Woven * *(..)) && if(ACTIVATION.current() != null) {
		WovenCalls calls = ACTIVATION.current();
		if (calls == null) {
			return proceed();
		}
		return new WovenInvocation(thisJoinPoint, new WovenInvocation.Body() {
			public Object run() {
				return proceed();
			}
		}).callBy(calls);
	}

}
