package dev.tracing.webmvc;

import dev.tracing.context.LeakedScope;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Tells of scopes that a thread of the container still holds when it begins with a
 * request. A listener, because every filter may come after that of the request's
 * observation, whose span covers what was there before.
 *
 * @since 0.1.0
 */
public final class OutlivedScopeListener implements ServletRequestListener {

	@Override
	public void requestInitialized(ServletRequestEvent event) {
		LeakedScope.tellIfOutlived();
	}

}
