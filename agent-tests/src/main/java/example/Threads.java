package example;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.slf4j.MDC;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Looks at what the threads of the pools hold that run nothing.
 */
@Component
class Threads {

	private final List<Executor> executors;

	Threads(@Qualifier("springPool") Executor springPool, @Qualifier("jdkPool") ExecutorService jdkPool,
			@Qualifier("applicationTaskExecutor") Executor bootsExecutor) {
		Scheduler elastic = Schedulers.boundedElastic();
		this.executors = List.of(springPool, jdkPool, bootsExecutor, elastic::schedule);
	}

	/**
	 * What is left on the threads, or nothing.
	 */
	String leftovers() throws Exception {
		List<String> leftovers = new ArrayList<>();
		for (Executor executor : this.executors) {
			leftovers.addAll(leftovers(executor));
		}
		return String.join("\n", leftovers);
	}

	private static List<String> leftovers(Executor executor) throws Exception {
		CyclicBarrier all = new CyclicBarrier(ShopApplication.FIVE);
		List<CompletableFuture<String>> found = new ArrayList<>();
		for (int i = 0; i < ShopApplication.FIVE; i++) {
			CompletableFuture<String> thread = new CompletableFuture<>();
			found.add(thread);
			submit(executor, () -> {
				String here = leftover();
				try {
					all.await(1, TimeUnit.MINUTES);
					thread.complete(here);
				}
				catch (Exception ex) {
					thread.completeExceptionally(ex);
				}
			});
		}
		List<String> leftovers = new ArrayList<>();
		for (CompletableFuture<String> thread : found) {
			String leftover = thread.get(1, TimeUnit.MINUTES);
			if (!leftover.isEmpty()) {
				leftovers.add(leftover);
			}
		}
		return leftovers;
	}

	/**
	 * Submits from a thread that holds nothing, and so hands nothing over that would hide
	 * what is there.
	 */
	private static void submit(Executor executor, Runnable task) throws InterruptedException {
		CountDownLatch submitted = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			try (Scope scope = Context.root().makeCurrent()) {
				executor.execute(task);
			}
			submitted.countDown();
		});
		thread.start();
		submitted.await();
	}

	private static String leftover() {
		boolean nothing = Context.current() == Context.root() && !Span.current().getSpanContext().isValid()
				&& MDC.get("traceId") == null && MDC.get("trace_id") == null;
		return nothing ? ""
				: Thread.currentThread().getName() + ": " + Context.current() + " " + MDC.getCopyOfContextMap();
	}

}
