package dev.tracing.context;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.stream.Stream;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * Scopes that a test leaves open on purpose, as an application does by mistake.
 */
final class ForgottenScopes {

	private static final Logger REPORTS = Logger.getLogger("io.opentelemetry.context.StrictContextStorage");

	private final List<Scope> scopes = new ArrayList<>();

	ForgottenScopes() {
		// a thread that is repaired after such a scope gets another that nobody closes
		expect(ScopeClosing.class);
	}

	/**
	 * Has the strict storage be silent about scopes that were left open by a class.
	 */
	static void expect(Class<?> opener) {
		Filter before = REPORTS.getFilter();
		REPORTS.setFilter(
				(report) -> !isOpenedBy(opener, report.getThrown()) && (before == null || before.isLoggable(report)));
	}

	Scope open(Context context) {
		Scope scope = context.makeCurrent();
		this.scopes.add(scope);
		return scope;
	}

	/**
	 * Closes the scopes when they are current no more, which must do nothing.
	 */
	void closeLate() {
		this.scopes.forEach(Scope::close);
	}

	private static boolean isOpenedBy(Class<?> opener, Throwable report) {
		return report != null
				&& Stream.of(report.getStackTrace()).anyMatch((frame) -> frame.getClassName().equals(opener.getName()));
	}

}
