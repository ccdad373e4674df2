package dev.tracing.reactor;

import reactor.core.publisher.Hooks;

/**
 * Reactor's two ways with thread-locals, as {@code spring.reactor.context-propagation}
 * names them.
 */
enum Propagation {

	/**
	 * Every operator's thread-locals are restored from the Reactor context.
	 */
	AUTO,

	/**
	 * Only what is in the Reactor context crosses threads.
	 */
	LIMITED;

	void switchOn() {
		if (this == AUTO) {
			Hooks.enableAutomaticContextPropagation();
		}
		else {
			switchOff();
		}
	}

	static void switchOff() {
		Hooks.disableAutomaticContextPropagation();
	}

}
