package dev.tracing.soak;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;

/**
 * The leaf that most constructs run: it takes its time on the thread that it is on, and
 * says whom for.
 */
class Leaf {

	@Traced
	public String work(@SpanAttribute("request") String request) {
		return Work.work();
	}

	@Traced
	public String failing(@SpanAttribute("request") String request) {
		throw new IllegalStateException("meant to fail");
	}

}
