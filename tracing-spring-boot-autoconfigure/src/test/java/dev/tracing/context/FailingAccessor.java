package dev.tracing.context;

import io.micrometer.context.ThreadLocalAccessor;

/**
 * An accessor one of whose methods fails.
 */
final class FailingAccessor implements ThreadLocalAccessor<String> {

	private final String failing;

	FailingAccessor(String failing) {
		this.failing = failing;
	}

	@Override
	public Object key() {
		return "failing";
	}

	@Override
	public String getValue() {
		failIn("getValue");
		return "value";
	}

	@Override
	public void setValue(String value) {
		failIn("setValue");
	}

	@Override
	public void setValue() {
		failIn("setValue");
	}

	@Override
	public void restore(String previousValue) {
		failIn("restore");
	}

	private void failIn(String method) {
		if (this.failing.equals(method)) {
			throw new IllegalStateException("expected in " + method);
		}
	}

}
