package dev.tracing.viewer;

/**
 * Whether a trace goes on.
 */
enum TraceState {

	/** A span is running. */
	OPEN("open"),

	/** No span is running, and one may still come. */
	SETTLING("settling"),

	/** The trace is finished. */
	DONE("done");

	private final String code;

	TraceState(String code) {
		this.code = code;
	}

	String code() {
		return this.code;
	}

}
