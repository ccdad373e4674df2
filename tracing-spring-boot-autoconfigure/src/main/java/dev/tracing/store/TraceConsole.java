package dev.tracing.store;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.tracing.trace.Trace;
import dev.tracing.trace.TraceText;
import dev.tracing.trace.TraceTextOptions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Prints each finished trace as a tree of text. A trace is written at once, so that the
 * lines of others do not come in between. What cannot be printed is not, and never makes
 * the recorder fail.
 *
 * @since 0.1.0
 */
public final class TraceConsole implements TraceListener {

	private static final Log logger = LogFactory.getLog(TraceConsole.class);

	private final TraceText text;

	private final Output output;

	private final AtomicBoolean failed = new AtomicBoolean();

	/**
	 * Create a console that prints characters.
	 * @param out where traces are printed
	 * @param options how they are told
	 */
	public TraceConsole(Appendable out, TraceTextOptions options) {
		this(options, out::append);
	}

	/**
	 * Create a console that prints bytes, in the character set of what else is printed
	 * there, be it the stream's own or not. With one that has no characters to draw a
	 * tree with, the tree is drawn with ASCII.
	 * @param out where traces are printed, {@code System.out} for example
	 * @param charset the character set
	 * @param options how traces are told
	 */
	public TraceConsole(PrintStream out, Charset charset, TraceTextOptions options) {
		this(options.withAscii(options.ascii() || !charset.newEncoder().canEncode("├▕█▏∥✗")), (text) -> {
			byte[] bytes = text.getBytes(charset);
			out.write(bytes, 0, bytes.length);
			out.flush();
		});
	}

	private TraceConsole(TraceTextOptions options, Output output) {
		this.text = new TraceText(options);
		this.output = output;
	}

	@Override
	public void finished(Trace trace, boolean again) {
		try {
			this.output.write((again ? "(again, with spans that came late) " : "") + this.text.render(trace) + "\n");
		}
		catch (IOException | RuntimeException ex) {
			if (this.failed.compareAndSet(false, true)) {
				logger.warn("A trace could not be printed. Further failures of this kind are not logged.", ex);
			}
		}
	}

	private interface Output {

		void write(String text) throws IOException;

	}

}
