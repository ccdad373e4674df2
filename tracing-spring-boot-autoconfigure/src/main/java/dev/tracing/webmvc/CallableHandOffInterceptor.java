package dev.tracing.webmvc;

import java.util.concurrent.Callable;

import dev.tracing.context.HandOff;
import dev.tracing.context.TaskPropagation;
import io.opentelemetry.context.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Hands the context over from a handler to the {@code Callable} that it returns, whatever
 * executor runs that: Spring MVC makes one itself where there is no bean for it, and a
 * {@code WebAsyncTask} may have one of its own.
 *
 * @since 0.1.0
 */
public final class CallableHandOffInterceptor implements HandlerInterceptor {

	private final TaskPropagation propagation;

	/**
	 * Create an interceptor.
	 * @param propagation what makes the hand-offs
	 */
	public CallableHandOffInterceptor(TaskPropagation propagation) {
		this.propagation = propagation;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		WebAsyncUtils.getAsyncManager(request)
			.registerCallableInterceptor(CallableHandOff.class, new CallableHandOff(this.propagation));
		return true;
	}

	/**
	 * The hand-off of one dispatch of a request. Spring MVC calls it on the handler's
	 * thread first, then twice on the thread that runs the callable, the second time
	 * whatever the callable did.
	 */
	private static final class CallableHandOff implements CallableProcessingInterceptor {

		private final TaskPropagation propagation;

		private @Nullable HandOff handOff;

		private Scope scope = Scope.noop();

		CallableHandOff(TaskPropagation propagation) {
			this.propagation = propagation;
		}

		@Override
		public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
			this.handOff = this.propagation.capture();
		}

		@Override
		public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
			HandOff arrived = this.handOff;
			if (arrived != null) {
				this.scope = arrived.open();
			}
		}

		@Override
		public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object concurrentResult) {
			this.scope.close();
		}

	}

}
