package dev.tracing.aspects;

import dev.tracing.context.TaskPropagation;
import dev.tracing.interceptor.WovenCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.SmartLifecycle;

/**
 * Activates the aspects for an application: from before its beans are made, whose
 * initialisation may call traced methods and give work away, until everything else has
 * stopped. A post-processor of beans is made before them, and this one does nothing to
 * them.
 */
final class WovenApplication implements BeanPostProcessor, InitializingBean, SmartLifecycle, DisposableBean {

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
	public void afterPropertiesSet() {
		activate();
	}

	@Override
	public void start() {
		activate();
		this.running = true;
	}

	@Override
	public void stop() {
		deactivate();
		this.running = false;
	}

	/**
	 * Called for an application that could not be started, too, which is never stopped.
	 */
	@Override
	public void destroy() {
		deactivate();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	private void activate() {
		if (this.calls != null) {
			TracedAspect.activate(this.calls);
		}
		HandOffs.activate(this.propagation);
	}

	private void deactivate() {
		if (this.calls != null) {
			TracedAspect.deactivate(this.calls);
		}
		HandOffs.deactivate(this.propagation);
	}

}
