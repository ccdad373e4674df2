package dev.tracing.soak;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * Virtual threads and structured tasks that no bean knows, where the JDK has them. By
 * reflection, since this is compiled for one that has neither.
 */
class VirtualThreadConstructs implements Constructs {

	private static final String THREE = "Leaf.work {request=$} ×3";

	private final Leaf leaf;

	VirtualThreadConstructs(Leaf leaf) {
		this.leaf = leaf;
	}

	static boolean areThere() {
		return Runtime.version().feature() >= 21;
	}

	@Override
	public List<Construct> constructs() {
		List<Construct> constructs = new ArrayList<>();
		if (areThere()) {
			constructs.add(Construct.blocking("virtual threads", THREE, this::startThree));
			constructs.add(Construct.blocking("executor of virtual threads", THREE, this::perTask));
			constructs.add(Construct.blocking("pool of virtual threads", "", this::pool));
		}
		if (Runtime.version().feature() >= 25) {
			constructs.add(Construct.blocking("structured tasks", THREE, this::structured));
		}
		return constructs;
	}

	private String startThree(String request) throws Exception {
		Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			threads.add((Thread) start.invoke(null, (Runnable) () -> this.leaf.work(request)));
		}
		for (Thread thread : threads) {
			thread.join();
		}
		return "done";
	}

	private String perTask(String request) throws Exception {
		ExecutorService executor = (ExecutorService) java.util.concurrent.Executors.class
			.getMethod("newVirtualThreadPerTaskExecutor")
			.invoke(null);
		try {
			return SpringTaskConstructs.await(List.of(executor.submit(() -> this.leaf.work(request)),
					executor.submit(() -> this.leaf.work(request)),
					CompletableFuture.supplyAsync(() -> this.leaf.work(request), executor)));
		}
		finally {
			executor.shutdown();
		}
	}

	/**
	 * Makes a pool whose workers are virtual threads: these are not the request's, and
	 * what they run without having been handed it is a trace of its own.
	 */
	private String pool(String request) throws Exception {
		Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
		ThreadFactory factory = (ThreadFactory) Class.forName("java.lang.Thread$Builder")
			.getMethod("factory")
			.invoke(builder);
		ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(2, factory);
		try {
			return pool.submit(() -> this.leaf.work(Recurring.REQUEST)).get();
		}
		finally {
			pool.shutdown();
		}
	}

	private String structured(String request) throws Exception {
		Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
		Method fork = type.getMethod("fork", Callable.class);
		try (AutoCloseable scope = (AutoCloseable) type.getMethod("open").invoke(null)) {
			for (int i = 0; i < 3; i++) {
				fork.invoke(scope, (Callable<String>) () -> this.leaf.work(request));
			}
			type.getMethod("join").invoke(scope);
		}
		return "done";
	}

}
