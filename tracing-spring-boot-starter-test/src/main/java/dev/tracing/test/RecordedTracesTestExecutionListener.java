package dev.tracing.test;

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
		testContext.getApplicationContext().getBeanProvider(SpanRecorder.class).ifAvailable((recorder) -> {
			TestWindow window = recorder.open(Thread.currentThread());
			testContext.setAttribute(RUNNING_TEST, new RunningTest(recorder, window));
		});
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		// not from the context, which may have been closed by now
		if (testContext.removeAttribute(RUNNING_TEST) instanceof RunningTest test) {
			test.recorder.close(test.window);
		}
	}

	private record RunningTest(SpanRecorder recorder, TestWindow window) {
	}

}
