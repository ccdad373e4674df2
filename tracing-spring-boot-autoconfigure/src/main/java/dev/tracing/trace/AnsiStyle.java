package dev.tracing.trace;

/**
 * The colours of a terminal, as ANSI escape sequences.
 */
enum AnsiStyle {

	FAINT("2"), BOLD("1"), ERROR("31"), WARNING("33"), BAR("36");

	private final String code;

	AnsiStyle(String code) {
		this.code = code;
	}

	String on(String text) {
		return text.isEmpty() ? text : "\u001b[" + this.code + "m" + text + "\u001b[0m";
	}

}
