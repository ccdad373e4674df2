package dev.tracing.aspects;

import dev.tracing.context.TaskPropagation;
import org.jspecify.annotations.Nullable;

/**
 * The propagation of the application that is active, with all that it is configured to
 * carry. As long as none is, what the aspects of hand-offs are woven into works as if it
 * were not woven.
 */
final class HandOffs {

	// call sites are woven into classes of any application, and ask at each call
	private static final Activation<TaskPropagation> ACTIVATION = new Activation<>();

	private HandOffs() {
	}

	/**
	 * What hands over now.
	 * @return the propagation, or null as long as no application is active
	 */
	static @Nullable TaskPropagation active() {
		return ACTIVATION.current();
	}

	static void activate(TaskPropagation propagation) {
		ACTIVATION.activate(propagation);
	}

	static void deactivate(TaskPropagation propagation) {
		ACTIVATION.deactivate(propagation);
	}

}
