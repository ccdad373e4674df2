package dev.tracing.store;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceText;
import dev.tracing.trace.TraceTextOptions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Prints each finished trace as a tree of text. A trace is printed at once, so that the
 * lines of others do not come in between. What cannot be printed is not, and never makes
 * the recorder fail.
 *
 * @since 0.1.0
 */
public final class TraceConsole implements TraceListener {

	private static final Log logger = LogFactory.getLog(TraceConsole.class);

	private final Appendable out;

	private final TraceText text;

	private final AtomicBoolean failed = new AtomicBoolean();

	/**
	 * Create a console.
	 * @param out where traces are printed, {@code System.out} for example
	 * @param options how they are told
	 */
	public TraceConsole(Appendable out, TraceTextOptions options) {
		this.out = out;
		this.text = new TraceText(options);
	}

	@Override
	public void finished(Trace trace, boolean again) {
		try {
			this.out.append((again ? "(again, with spans that came late) " : "") + this.text.render(trace) + "\n");
		}
		catch (IOException | RuntimeException ex) {
			if (this.failed.compareAndSet(false, true)) {
				logger.warn("A trace could not be printed. Further failures of this kind are not logged.", ex);
			}
		}
	}

}
