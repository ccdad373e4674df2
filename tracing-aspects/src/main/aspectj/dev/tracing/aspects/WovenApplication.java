package dev.tracing.aspects;

import dev.tracing.context.TaskPropagation;
import dev.tracing.interceptor.WovenCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Activates the aspects for an application as long as it runs: before anything else in it
 * starts, and until everything else has stopped.
 */
final class WovenApplication implements SmartLifecycle {

	private final @Nullable WovenCalls calls;

	private final TaskPropagation propagation;

	private volatile boolean running;

	/**
	 * Create a part of the application.
	 * @param calls makes the spans of calls, or null if proxies make all of them
	 * @param propagation hands the context over
	 */
	WovenApplication(@Nullable WovenCalls calls, TaskPropagation propagation) {
		this.calls = calls;
		this.propagation = propagation;
	}

	@Override
	public void start() {
		if (this.calls != null) {
			TracedAspect.activate(this.calls);
		}
		HandOffs.activate(this.propagation);
		this.running = true;
	}

	@Override
	public void stop() {
		if (this.calls != null) {
			TracedAspect.deactivate(this.calls);
		}
		HandOffs.deactivate(this.propagation);
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
