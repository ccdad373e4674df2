package dev.tracing.test;

import io.opentelemetry.context.ContextStorage;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Makes the scopes of the JVM known to tests. Found by JUnit as a service, because it has
 * to be early: a storage for the current context that is in use cannot be wrapped any
 * more.
 *
 * @since 0.1.0
 */
public final class OpenScopeTracking implements LauncherSessionListener {

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		ContextStorage.addWrapper(OpenScopes.OF_JVM::wrap);
	}

}
