package dev.tracing.webmvc;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.tracing.context.RunningTask;
import dev.tracing.context.TaskPropagation;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.context.request.async.WebAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

class CallableHandOffInterceptorTests {

	private static final ContextKey<String> KEY = ContextKey.named("test");

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final CallableHandOffInterceptor interceptor = new CallableHandOffInterceptor(new TaskPropagation());

	private WebAsyncManager manager;

	@BeforeEach
	void beginRequest() {
		this.request.setAsyncSupported(true);
		this.manager = WebAsyncUtils.getAsyncManager(this.request);
		this.manager.setAsyncWebRequest(WebAsyncUtils.createAsyncWebRequest(this.request, this.response));
		this.interceptor.preHandle(this.request, this.response, this);
	}

	@Test
	void aCallableHasTheContextOfItsHandlerAndIsATask() throws Exception {
		CompletableFuture<String> found = new CompletableFuture<>();
		CompletableFuture<Boolean> task = new CompletableFuture<>();
		CompletableFuture<Context> after = new CompletableFuture<>();
		start((work) -> new Thread(() -> {
			work.run();
			after.complete(Context.current());
		}).start(), () -> {
			task.complete(RunningTask.current() != null);
			return found.complete(Context.current().get(KEY));
		});
		assertThat(found.get(5, TimeUnit.SECONDS)).isEqualTo("handler");
		assertThat(task.get(5, TimeUnit.SECONDS)).isTrue();
		assertThat(after.get(5, TimeUnit.SECONDS)).isSameAs(Context.root());
	}

	@Test
	void theThreadIsAsBeforeWhenTheCallableFails() throws Exception {
		CompletableFuture<Context> after = new CompletableFuture<>();
		start((work) -> new Thread(() -> {
			work.run();
			after.complete(Context.current());
		}).start(), () -> {
			throw new IllegalStateException("expected");
		});
		assertThat(after.get(5, TimeUnit.SECONDS)).isSameAs(Context.root());
	}

	@Test
	void theHandlersThreadKeepsItsContextWhenTheCallableRunsOnIt() throws Exception {
		AtomicReference<String> found = new AtomicReference<>();
		start(Runnable::run, () -> {
			found.set(Context.current().get(KEY));
			return "";
		});
		assertThat(found).hasValue("handler");
	}

	@Test
	void theHandlersThreadKeepsItsContextWhenTheCallableIsRejected() throws Exception {
		start((work) -> {
			throw new TaskRejectedException("expected");
		}, () -> "never called");
		assertThat(this.manager.getConcurrentResult()).isInstanceOf(TaskRejectedException.class);
	}

	/**
	 * Does what Spring MVC does with what a handler returns, inside a context.
	 */
	private void start(AsyncTaskExecutor executor, Callable<?> callable) throws Exception {
		try (Scope scope = Context.root().with(KEY, "handler").makeCurrent()) {
			Context before = Context.current();
			this.manager.startCallableProcessing(new WebAsyncTask<>(null, executor, callable));
			assertThat(Context.current()).isSameAs(before);
		}
	}

}
