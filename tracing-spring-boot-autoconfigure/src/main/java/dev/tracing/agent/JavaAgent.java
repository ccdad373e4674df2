package dev.tracing.agent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's Java agent, as the application sees it. Where it was started but
 * switched off, or does not reach the application's OpenTelemetry API, there is none.
 *
 * @since 0.1.0
 */
public final class JavaAgent {

	/**
	 * What it is called.
	 */
	public static final String NAME = "OpenTelemetry's Java agent";

	private static final String AGENTS_CLASSES = "io.opentelemetry.javaagent.";

	private static final String STARTER = "io/opentelemetry/javaagent/OpenTelemetryAgent.class";

	private JavaAgent() {
	}

	/**
	 * The OpenTelemetry of the agent. What is made with it is made by the agent's SDK,
	 * and goes where the agent is told to send it.
	 * @return the agent's, or null if there is no agent
	 */
	public static @Nullable OpenTelemetry openTelemetry() {
		// an older agent does not know getOrNoop()
		OpenTelemetry global = isStarted() ? GlobalOpenTelemetry.get() : GlobalOpenTelemetry.getOrNoop();
		return isOf(global) ? global : null;
	}

	/**
	 * Whether there is an agent.
	 * @return whether there is one
	 */
	public static boolean isPresent() {
		return openTelemetry() != null;
	}

	/**
	 * Whether the spans of an OpenTelemetry are made by the agent's SDK.
	 * @param openTelemetry any
	 * @return whether it is the agent's
	 */
	public static boolean isOf(OpenTelemetry openTelemetry) {
		return openTelemetry.getClass().getName().startsWith(AGENTS_CLASSES);
	}

	/**
	 * Whether the context goes to the tasks of a thread pool without any doing of ours.
	 * Finds out by means of a pool, for which it waits.
	 * @return what a task saw
	 */
	public static boolean carriesTasks() {
		ContextKey<Boolean> probe = ContextKey.named("probe");
		CompletableFuture<Boolean> seen = new CompletableFuture<>();
		ExecutorService pool = Executors.newFixedThreadPool(1);
		try (Scope scope = Context.root().with(probe, true).makeCurrent()) {
			pool.execute(() -> seen.complete(Context.current().get(probe) != null));
			return seen.get(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
		finally {
			pool.shutdown();
		}
	}

	/**
	 * Whether the JVM was started with the agent, and nothing says that it is switched
	 * off.
	 */
	private static boolean isStarted() {
		boolean switchedOff = "false".equalsIgnoreCase(System.getProperty("otel.javaagent.enabled"))
				|| "false".equalsIgnoreCase(System.getenv("OTEL_JAVAAGENT_ENABLED"));
		return !switchedOff && ClassLoader.getSystemResource(STARTER) != null;
	}

}
