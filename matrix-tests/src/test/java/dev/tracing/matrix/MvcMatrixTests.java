package dev.tracing.matrix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import dev.tracing.trace.Trace;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What handlers of Spring MVC return, on a real Tomcat. Run again, by subclasses, where
 * the tasks run on other executors.
 */
@SpringBootTest(classes = MvcMatrixTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.main.web-application-type=servlet")
class MvcMatrixTests {

	@Autowired
	RecordedTraces traces;

	@Autowired
	ServerThreads threads;

	@Autowired
	Semaphore answered;

	private Browser browser;

	@BeforeEach
	void open(@LocalServerPort int port) {
		this.browser = new Browser(port);
	}

	@AfterEach
	void theServersThreadsHoldNothing() {
		this.threads.assertHoldNothing();
	}

	@Test
	void f1_asyncLeavesOfAHandlerAreSiblings() {
		get("/async");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /async (server)
				└─ Leaf.async ×5
				""");
	}

	@Test
	void f1_asyncLeavesOfATracedHandlerAreSiblingsUnderItsSpan() {
		get("/traced-async");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /traced-async (server)
				└─ Handlers.tracedAsync
				   └─ Leaf.async ×5
				""");
	}

	@Test
	void f2_leavesOfACallableAreSiblings() {
		get("/callable");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /callable (server)
				├─ Leaf.work
				└─ Leaf.async ×5
				""");
	}

	@Test
	void f2_leavesOfATaskWithAnExecutorOfItsOwnAreSiblings() {
		get("/task");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /task (server)
				└─ Leaf.work ×5
				""");
	}

	@Test
	void f2_whatIsDoneWithTheResultOnTheAsyncDispatchIsUnderTheServerSpan() {
		get("/async-dispatch");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /async-dispatch (server)
				└─ Leaf.work ×2
				""");
	}

	@Test
	void f3_leavesThatSetADeferredResultAreSiblings() {
		get("/deferred");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /deferred (server)
				└─ Leaf.async ×5
				""");
	}

	@Test
	void f3_aLeafThatOutlivesATimedOutRequestIsStillItsChild() {
		assertThat(this.browser.get("/timeout").body()).isEqualTo("error page");
		this.answered.release();
		assertThat(this.traces.awaitOne((trace) -> trace.spans().size() == 3)).hasTree("""
				http get /timeout (server)
				├─ Leaf.asyncAfter
				└─ Leaf.work
				""");
	}

	@Test
	void f4_leavesOfAStreamedBodyAreSiblings() {
		get("/streamed");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /streamed (server)
				└─ Leaf.work ×5
				""");
	}

	@Test
	void f4_aLeafOfTheErrorPageOfABodyThatFailsHalfWayIsUnderTheServerSpan() throws IOException {
		this.browser.getFirstLine("/failing-streamed");
		assertThat(this.traces.awaitOne((trace) -> trace.spans().size() == 2)).hasTree("""
				* (server)
				└─ Leaf.work
				""");
	}

	@Test
	void f5_leavesThatSendServerSentEventsAreSiblings() {
		get("/emitter");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /emitter (server)
				└─ Leaf.work ×5
				""");
	}

	@Test
	void f6_leavesOfAReturnedFutureAreSiblings() {
		get("/future");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /future (server)
				└─ Leaf.async ×5
				""");
	}

	@Test
	void f6_theSpanOfATracedHandlerLastsUntilItsFutureCompletes() {
		get("/traced-future");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /traced-future (server)
				└─ Handlers.tracedFuture
				   └─ Leaf.async ×5
				""").span("Handlers.tracedFuture").lastedAtLeast(Work.DURATION);
	}

	@Test
	void f6_leavesOfAFunctionalRouteAreSiblings() {
		get("/route");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /route (server)
				└─ Leaf.async ×5
				""");
	}

	@Test
	void f7_leavesOfAReturnedMonoAreSiblings() {
		get("/mono");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /mono (server)
				└─ Leaf.mono ×5
				""");
	}

	@Test
	void f7_leavesOfATracedHandlersMonoAreSiblingsUnderItsSpan() {
		get("/traced-mono");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /traced-mono (server)
				└─ Handlers.tracedMono
				   └─ Leaf.mono ×5
				""");
	}

	@Test
	void f7_leavesOfAReturnedFluxAreSiblings() {
		get("/flux");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /flux (server)
				└─ Leaf.mono ×5
				""");
	}

	@Test
	void f7_leavesOfAFluxOfServerSentEventsAreSiblings() {
		get("/flux-of-events");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /flux-of-events (server)
				├─ Leaf.mono ×5
				└─ Leaf.work ×5
				""");
	}

	@Test
	void f1_aLeafOfAnExceptionHandlerIsUnderTheServerSpan() {
		assertThat(this.browser.get("/handled").statusCode()).isEqualTo(418);
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /handled (server)
				├─ Handlers.handled [error: UnsupportedOperationException]
				└─ Leaf.work
				""");
	}

	@Test
	void f1_aLeafOfTheErrorDispatchIsUnderTheServerSpan() {
		assertThat(this.browser.get("/failing").body()).isEqualTo("error page");
		assertThat(this.traces.awaitOne((trace) -> trace.spans().size() == 2)).hasTree("""
				http get /failing (server) [error: IllegalStateException]
				└─ Leaf.work
				""");
	}

	@Test
	void f1_aLeafOfTheErrorPageOfAHandlerThatFailsHalfWayIsUnderTheServerSpan() throws IOException {
		this.browser.getFirstLine("/failing-half-way");
		assertThat(this.traces.awaitOne((trace) -> trace.spans().size() == 2)).hasTree("""
				http get /failing-half-way (server) [error: IllegalStateException]
				└─ Leaf.work
				""");
	}

	@Test
	void f1_aLeafOfAnErrorPageThatAHandlerForwardsToIsUnderTheHandler() {
		assertThat(this.browser.get("/forwarding").body()).isEqualTo("error page");
		assertThat(this.traces.awaitOne()).hasTree("""
				http get /error (server)
				└─ Handlers.forwarding
				   └─ Leaf.work
				""");
	}

	@Test
	void f2_aLeafOfTheErrorDispatchOfAFailedCallableIsUnderTheServerSpan() {
		assertThat(this.browser.get("/failing-callable").body()).isEqualTo("error page");
		assertThat(this.traces.awaitOne((trace) -> trace.spans().size() == 3)).hasTree("""
				http get /error (server) [error: IllegalStateException]
				└─ Leaf.work ×2
				""");
	}

	@Test
	void f2_aRequestThatWaitsBehindAnAsynchronousOneIsATraceOfItsOwn() throws IOException {
		assertThat(this.browser.pipeline("/callable", "/async")).containsExactly(200, 200);
		List<Trace> both = this.traces.await(2);
		assertThat(both.get(0)).hasTree("""
				http get /callable (server)
				├─ Leaf.work
				└─ Leaf.async ×5
				""");
		assertThat(both.get(1)).hasTree("""
				http get /async (server)
				└─ Leaf.async ×5
				""");
	}

	private void get(String path) {
		assertThat(this.browser.get(path).statusCode()).isEqualTo(200);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import({ Handlers.class, Sender.class, Errors.class, Leaf.class, Interceptors.class,
			ServerThreads.OfTomcat.class })
	static class Application {

		@Bean
		RouterFunction<ServerResponse> route(Leaf leaf) {
			return RouterFunctions.route()
				.GET("/route",
						(request) -> ServerResponse
							.async(Leaf.atOnce(leaf::async).thenApply((text) -> ServerResponse.ok().body(text))))
				.build();
		}

		/**
		 * For what goes on after the answer.
		 */
		@Bean
		Semaphore answered() {
			return new Semaphore(0);
		}

	}

	@RestController
	static class Handlers {

		private final Leaf leaf;

		private final Sender sender;

		private final Semaphore answered;

		Handlers(Leaf leaf, Sender sender, Semaphore answered) {
			this.leaf = leaf;
			this.sender = sender;
			this.answered = answered;
		}

		@GetMapping("/async")
		String async() {
			return Leaf.atOnce(this.leaf::async).join();
		}

		@Traced
		@GetMapping("/traced-async")
		String tracedAsync() {
			return Leaf.atOnce(this.leaf::async).join();
		}

		@GetMapping("/callable")
		Callable<String> callable() {
			return () -> this.leaf.work() + Leaf.atOnce(this.leaf::async).join();
		}

		@GetMapping("/task")
		WebAsyncTask<String> task() {
			return new WebAsyncTask<>(null, (AsyncTaskExecutor) new PlainExecutor(),
					() -> Leaf.inARow(this.leaf::work));
		}

		@GetMapping("/async-dispatch")
		Callable<String> asyncDispatch() {
			return this.leaf::work;
		}

		@GetMapping("/deferred")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			Leaf.atOnce(this.leaf::async).thenAccept(result::setResult);
			return result;
		}

		@GetMapping("/timeout")
		DeferredResult<String> timeout() {
			this.leaf.asyncAfter(this.answered);
			return new DeferredResult<>(1L);
		}

		@GetMapping("/streamed")
		StreamingResponseBody streamed() {
			return (body) -> {
				for (int i = 0; i < 5; i++) {
					body.write(this.leaf.work().getBytes());
					body.flush();
				}
			};
		}

		@GetMapping("/emitter")
		SseEmitter emitter() throws IOException {
			SseEmitter emitter = new SseEmitter();
			this.sender.send(emitter);
			return emitter;
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return Leaf.atOnce(this.leaf::async);
		}

		@Traced
		@GetMapping("/traced-future")
		CompletableFuture<String> tracedFuture() {
			return Leaf.atOnce(this.leaf::async);
		}

		@GetMapping("/mono")
		Mono<String> mono() {
			return Leaf.zipped(this.leaf::mono);
		}

		@Traced
		@GetMapping("/traced-mono")
		Mono<String> tracedMono() {
			return Leaf.zipped(this.leaf::mono);
		}

		@GetMapping("/flux")
		Flux<String> flux() {
			return Flux.range(1, 5).flatMap((i) -> this.leaf.mono());
		}

		@GetMapping(path = "/flux-of-events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> fluxOfEvents() {
			return Flux.range(1, 5)
				.concatMap((i) -> this.leaf.mono())
				.publishOn(Schedulers.boundedElastic())
				.map((text) -> text + this.leaf.work());
		}

		@Traced
		@GetMapping("/handled")
		String handled() {
			throw new UnsupportedOperationException("to be handled");
		}

		@ExceptionHandler
		String handle(UnsupportedOperationException ex, HttpServletResponse response) {
			response.setStatus(418);
			return this.leaf.work();
		}

		@GetMapping("/failing")
		String failing() {
			throw new IllegalStateException("not to be handled");
		}

		@Traced
		@GetMapping("/forwarding")
		void forwarding(HttpServletRequest request, HttpServletResponse response) throws Exception {
			request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 400);
			request.getRequestDispatcher("/error").forward(request, response);
		}

		@GetMapping("/failing-half-way")
		void failingHalfWay(HttpServletResponse response) throws IOException {
			response.getOutputStream().println("data: half");
			response.flushBuffer();
			throw new IllegalStateException("not to be handled");
		}

		@GetMapping("/failing-streamed")
		StreamingResponseBody failingStreamed(HttpServletResponse response) {
			return (body) -> {
				body.write("data: half\n".getBytes(StandardCharsets.US_ASCII));
				response.flushBuffer();
				throw new IllegalStateException("not to be handled");
			};
		}

		@GetMapping("/failing-callable")
		Callable<String> failingCallable() {
			return () -> {
				throw new IllegalStateException(this.leaf.work());
			};
		}

	}

	/**
	 * Sends in the background.
	 */
	static class Sender {

		private final Leaf leaf;

		Sender(Leaf leaf) {
			this.leaf = leaf;
		}

		@Async
		public void send(SseEmitter emitter) throws IOException {
			for (int i = 0; i < 5; i++) {
				emitter.send(this.leaf.work());
			}
			emitter.complete();
		}

	}

	/**
	 * An error page that has to do something first.
	 */
	@RestController
	static class Errors implements ErrorController {

		private final Leaf leaf;

		Errors(Leaf leaf) {
			this.leaf = leaf;
		}

		@GetMapping("/error")
		String error() {
			this.leaf.work();
			return "error page";
		}

	}

	/**
	 * Works when the handler is done, which is on the dispatch after an asynchronous one.
	 */
	static class Interceptors implements WebMvcConfigurer, HandlerInterceptor {

		private final Leaf leaf;

		Interceptors(Leaf leaf) {
			this.leaf = leaf;
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(this).addPathPatterns("/async-dispatch");
		}

		@Override
		public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
				ModelAndView result) {
			this.leaf.work();
		}

	}

	/**
	 * An executor that Spring knows nothing of.
	 */
	static class PlainExecutor implements AsyncTaskExecutor {

		@Override
		public void execute(Runnable task) {
			new Thread(task, "plain").start();
		}

	}

}
