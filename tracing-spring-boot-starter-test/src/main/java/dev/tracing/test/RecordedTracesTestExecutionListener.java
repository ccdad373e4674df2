package dev.tracing.test;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Opens the window of each test before anything of it runs, and closes it when all of it
 * is over.
 */
class RecordedTracesTestExecutionListener extends AbstractTestExecutionListener {

	private static final String RUNNING_TEST = RunningTest.class.getName();

	/**
	 * After the listener that may close the context before a test, and before all that
	 * may do some of the test's own work.
	 */
	@Override
	public int getOrder() {
		return 1600;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		ApplicationContext context = testContext.getApplicationContext();
		context.getBeanProvider(RecordedTraces.class)
			.ifAvailable((traces) -> testContext.setAttribute(RUNNING_TEST, traces.startTest()));
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		// not from the context, which may have been closed by now
		if (testContext.removeAttribute(RUNNING_TEST) instanceof RunningTest test) {
			if (test.hasAsked() || wantsTraces(testContext)) {
				test.finish(testContext.getTestException() == null);
			}
			else {
				test.end();
			}
		}
	}

	/**
	 * Whether the test has traces injected. Other tests of an application know nothing of
	 * them, and are not to fail for what they leave.
	 */
	private static boolean wantsTraces(TestContext testContext) {
		if (List.of(testContext.getTestMethod().getParameterTypes()).contains(RecordedTraces.class)) {
			return true;
		}
		for (Class<?> type = testContext.getTestClass(); type != null; type = type.getEnclosingClass()) {
			if (hasTraces(type)) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasTraces(Class<?> testClass) {
		for (Class<?> type = testClass; type != null; type = type.getSuperclass()) {
			if (Stream.of(type.getDeclaredFields()).anyMatch((field) -> field.getType() == RecordedTraces.class)) {
				return true;
			}
		}
		return false;
	}

}
