package dev.tracing.test;

import java.util.Arrays;
import java.util.function.Consumer;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A scope that remembers where it was opened.
 */
final class OpenScope implements Scope {

	private final long number;

	private final Scope scope;

	private final Context context;

	private final Consumer<OpenScope> closed;

	private final Thread thread = Thread.currentThread();

	private final Throwable opening;

	private volatile @Nullable Thread closedBy;

	/**
	 * Create a scope, on the thread that opens it.
	 */
	OpenScope(long number, Scope scope, Context context, Consumer<OpenScope> closed) {
		this.number = number;
		this.scope = scope;
		this.context = context;
		this.closed = closed;
		this.opening = new Throwable("Scope opened on thread '" + this.thread.getName() + "'");
	}

	/**
	 * Greater than that of each scope opened before.
	 */
	long number() {
		return this.number;
	}

	Context context() {
		return this.context;
	}

	Thread thread() {
		return this.thread;
	}

	/**
	 * The call that opened the scope, with its stack trace.
	 */
	Throwable opening() {
		return this.opening;
	}

	/**
	 * Another thread cannot close the scope, whatever it believes.
	 */
	@Override
	public void close() {
		boolean own = Thread.currentThread() == this.thread;
		if (!own) {
			this.closedBy = Thread.currentThread();
		}
		this.scope.close();
		if (own) {
			this.closed.accept(this);
		}
	}

	/**
	 * Where the scope was opened, and by whom it was closed in vain.
	 */
	@Override
	public String toString() {
		Thread closedBy = this.closedBy;
		return "on thread '" + this.thread.getName() + "', opened at " + place()
				+ ((closedBy != null) ? ", closed in vain on thread '" + closedBy.getName() + "'" : "");
	}

	private String place() {
		return Arrays.stream(this.opening.getStackTrace())
			.filter(OpenScope::isOfUser)
			.findFirst()
			.map(StackTraceElement::toString)
			.orElse("an unknown place");
	}

	private static boolean isOfUser(StackTraceElement frame) {
		String name = frame.getClassName();
		return !name.startsWith("io.opentelemetry.") && !name.startsWith("io.micrometer.")
				&& !name.startsWith("org.springframework.boot.micrometer.") && !name.equals("dev.tracing.TraceScope")
				&& !name.startsWith(OpenScope.class.getName());
	}

}
