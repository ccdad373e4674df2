package dev.tracing.trace;

/**
 * How a trace is told as text.
 *
 * @param attributes whether the attributes of the spans are told, a line for each
 * @param bars whether each line ends with a bar that shows where its spans lie on the
 * trace's time line
 * @param colour whether there are ANSI escape sequences for colours
 * @param ascii whether the tree is drawn with ASCII characters only, for a terminal or a
 * file that has no others
 * @param fold whether alike siblings are told in one line, with their number
 * @param width how many characters wide a line should be. Bars take what the names leave,
 * from 10 to 40 characters; names are never cut
 * @param maxLines how many spans or folded spans are told; the others are counted
 * @param findings whether the {@link Finding findings} that warn are told below the tree
 * @since 0.1.0
 */
public record TraceTextOptions(boolean attributes, boolean bars, boolean colour, boolean ascii, boolean fold, int width,
		int maxLines, boolean findings) {

	private static final TraceTextOptions DEFAULTS = new TraceTextOptions(false, true, false, false, true, 100, 500,
			false);

	/**
	 * The defaults: folded, with bars, without attributes, findings and colour, 100
	 * characters wide, at most 500 lines.
	 * @return the options
	 */
	public static TraceTextOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * The same options, with or without attributes.
	 * @param attributes whether attributes are told
	 * @return the options
	 */
	public TraceTextOptions withAttributes(boolean attributes) {
		return new TraceTextOptions(attributes, this.bars, this.colour, this.ascii, this.fold, this.width,
				this.maxLines, this.findings);
	}

	/**
	 * The same options, with or without bars.
	 * @param bars whether bars are drawn
	 * @return the options
	 */
	public TraceTextOptions withBars(boolean bars) {
		return new TraceTextOptions(this.attributes, bars, this.colour, this.ascii, this.fold, this.width,
				this.maxLines, this.findings);
	}

	/**
	 * The same options, with or without colour.
	 * @param colour whether there is colour
	 * @return the options
	 */
	public TraceTextOptions withColour(boolean colour) {
		return new TraceTextOptions(this.attributes, this.bars, colour, this.ascii, this.fold, this.width,
				this.maxLines, this.findings);
	}

	/**
	 * The same options, with ASCII characters only or not.
	 * @param ascii whether the tree is drawn with ASCII characters only
	 * @return the options
	 */
	public TraceTextOptions withAscii(boolean ascii) {
		return new TraceTextOptions(this.attributes, this.bars, this.colour, ascii, this.fold, this.width,
				this.maxLines, this.findings);
	}

	/**
	 * The same options, with alike siblings folded or not.
	 * @param fold whether alike siblings are folded
	 * @return the options
	 */
	public TraceTextOptions withFold(boolean fold) {
		return new TraceTextOptions(this.attributes, this.bars, this.colour, this.ascii, fold, this.width,
				this.maxLines, this.findings);
	}

	/**
	 * The same options, with another width.
	 * @param width how many characters wide a line should be
	 * @return the options
	 */
	public TraceTextOptions withWidth(int width) {
		return new TraceTextOptions(this.attributes, this.bars, this.colour, this.ascii, this.fold, width,
				this.maxLines, this.findings);
	}

	/**
	 * The same options, with another number of lines.
	 * @param maxLines how many spans or folded spans are told
	 * @return the options
	 */
	public TraceTextOptions withMaxLines(int maxLines) {
		return new TraceTextOptions(this.attributes, this.bars, this.colour, this.ascii, this.fold, this.width,
				maxLines, this.findings);
	}

	/**
	 * The same options, with or without findings.
	 * @param findings whether the findings that warn are told below the tree
	 * @return the options
	 */
	public TraceTextOptions withFindings(boolean findings) {
		return new TraceTextOptions(this.attributes, this.bars, this.colour, this.ascii, this.fold, this.width,
				this.maxLines, findings);
	}

}
