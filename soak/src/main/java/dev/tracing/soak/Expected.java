package dev.tracing.soak;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trace that a request must have.
 *
 * @param request the request
 * @param tree its tree
 * @param settled whether the trace may have the tree before all is done, so that it has
 * to be quiet for a while before it is looked at
 * @param left whether the client goes away, so that there need not be a trace at all
 */
record Expected(String request, String tree, boolean settled, boolean left) {

	private static final Pattern TIMES = Pattern.compile(" ×(?:\\d*\\.\\.)?(\\d*)");

	/**
	 * A tree in which each span must be, and none may have failed unless it says so.
	 * @param server the line of the server's span
	 * @param below what is below, in lines of {@link Construct#tree}
	 */
	static Expected whole(String request, String server, List<String> below, boolean settled) {
		return new Expected(request, lines(server, below, Expected::unlessItSays), settled, false);
	}

	/**
	 * The same tree of a request whose client goes away: any part of it, where each span
	 * is in its place. The server's span may be called after an error page, and the error
	 * page's leaf may be there.
	 */
	static Expected part(String request, List<String> below) {
		String errorPage = "Leaf.work {request=" + request + "}";
		List<String> any = below.contains(errorPage) ? below
				: Stream.concat(below.stream(), Stream.of(errorPage)).toList();
		String tree = "* (server)\n" + lines("", any, Expected::upTo);
		return new Expected(request, tree, true, true);
	}

	private static String lines(String server, List<String> below, UnaryOperator<String> each) {
		String tree = server + "\n" + below.stream().map((lines) -> lines.indent(2)).collect(Collectors.joining());
		return tree.lines().filter((line) -> !line.isBlank()).map(each).collect(Collectors.joining("\n"));
	}

	private static String unlessItSays(String line) {
		return line.contains("[") ? line.replace(" [*]", "") : line + " [unset]";
	}

	private static String upTo(String line) {
		// a client's span is named when it ends, which it may not
		String any = line.replaceAll(" \\[[^]]*]", "").replace("http get (client)", "* (client)");
		return TIMES.matcher(any).find() ? TIMES.matcher(any).replaceFirst(" ×0..$1") : any + " ×0..1";
	}

}
