package dev.tracing.context;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;

/**
 * Whether virtual threads inherit the context in this JVM. They may not although
 * {@link InheritingContextStorageProvider} is there: OpenTelemetry takes its own storage
 * if it finds a second provider or cannot see ours from its class loader, and its agent
 * takes another.
 *
 * @since 0.1.0
 */
public enum VirtualThreadInheritance {

	/**
	 * Virtual threads inherit.
	 */
	WORKS,

	/**
	 * Virtual threads begin with nothing.
	 */
	DOES_NOT_WORK,

	/**
	 * There are no virtual threads on this JDK.
	 */
	NOT_NEEDED;

	private static final AtomicBoolean ADDED = new AtomicBoolean();

	/**
	 * Has virtual threads inherit where OpenTelemetry's agent keeps the context, which
	 * takes no storage of ours. Works until something in the JVM has asked for the
	 * current context; the second and later calls do nothing.
	 */
	public static void addToStorageOfOthers() {
		if (ADDED.compareAndSet(false, true)) {
			ContextStorage.addWrapper((storage) -> new InheritanceOverStorage(storage, System::nanoTime));
		}
	}

	/**
	 * Finds out by means of a virtual thread, for which it waits.
	 * @return what that thread saw
	 */
	public static VirtualThreadInheritance probe() {
		ContextKey<Boolean> probe = ContextKey.named("probe");
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		try (Scope scope = Context.root().with(probe, true).makeCurrent()) {
			if (!VirtualThreads.start(() -> seen.complete(Context.current().get(probe) != null))) {
				return NOT_NEEDED;
			}
			return seen.get(5, TimeUnit.SECONDS) ? WORKS : DOES_NOT_WORK;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return DOES_NOT_WORK;
		}
		catch (ExecutionException | TimeoutException ex) {
			return DOES_NOT_WORK;
		}
	}

}
