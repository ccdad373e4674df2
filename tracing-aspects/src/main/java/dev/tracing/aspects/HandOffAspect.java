package dev.tracing.aspects;

import dev.tracing.context.TaskPropagation;

/**
 * What the aspects of hand-offs have in common: the propagation of the application, with
 * all that it is configured to carry. Where no application is active they carry the
 * context.
 */
abstract class HandOffAspect {

	private static final TaskPropagation CONTEXT_ONLY = new TaskPropagation();

	private final Activation<TaskPropagation> activation = new Activation<>();

	final void activate(TaskPropagation propagation) {
		this.activation.activate(propagation);
	}

	final void deactivate(TaskPropagation propagation) {
		this.activation.deactivate(propagation);
	}

	final TaskPropagation propagation() {
		TaskPropagation active = this.activation.current();
		return (active != null) ? active : CONTEXT_ONLY;
	}

}
