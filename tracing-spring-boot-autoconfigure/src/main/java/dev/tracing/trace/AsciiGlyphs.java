package dev.tracing.trace;

/**
 * Draws with ASCII what a {@link TraceText} draws with characters that not every terminal
 * has: a character for a character, so that columns stay columns.
 */
final class AsciiGlyphs {

	private static final String DRAWN = "├└─│▕█▏×∥✗·–…µ⚠";

	private static final String ASCII = "|`-|[#]x=!--~u!";

	static String of(String text) {
		StringBuilder ascii = new StringBuilder(text);
		for (int i = 0; i < ascii.length(); i++) {
			int glyph = DRAWN.indexOf(ascii.charAt(i));
			if (glyph >= 0) {
				ascii.setCharAt(i, ASCII.charAt(glyph));
			}
		}
		return ascii.toString();
	}

	private AsciiGlyphs() {
	}

}
