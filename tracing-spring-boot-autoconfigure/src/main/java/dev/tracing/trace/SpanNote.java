package dev.tracing.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * What is remarkable about a span, told at the end of its line.
 */
final class SpanNote {

	private static final int MAX_MESSAGE = 200;

	/**
	 * A node's label with its note.
	 */
	static OutlineLabel label(TraceNode node) {
		List<String> notes = new ArrayList<>(0);
		SpanFailure failure = node.span().failure();
		if (failure != null) {
			notes.add(isToldBelow(node, failure) ? "✗" : "✗ " + describe(failure));
		}
		if (node.span().isCancelled()) {
			notes.add("cancelled");
		}
		if (node.span().isRunning()) {
			notes.add("running");
		}
		if (node.isDetached()) {
			notes.add("detached");
		}
		return OutlineLabel.of(node).withNote(String.join(", ", notes));
	}

	/**
	 * Whether the failure came from a child, where it is told in full.
	 */
	private static boolean isToldBelow(TraceNode node, SpanFailure failure) {
		String told = describe(failure);
		return node.children().stream().anyMatch((child) -> {
			SpanFailure below = child.span().failure();
			return below != null && told.equals(describe(below));
		});
	}

	private static String describe(SpanFailure failure) {
		String type = failure.type();
		String message = failure.message();
		if (type == null) {
			return (message != null) ? cut(message) : "error";
		}
		// a nested class comes with a dot or a dollar, depending on who recorded it
		String simpleType = EscapedText.of(type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1));
		return (message != null) ? simpleType + ": " + cut(message) : simpleType;
	}

	private static String cut(String message) {
		if (message.length() <= MAX_MESSAGE) {
			return EscapedText.of(message);
		}
		int end = Character.isHighSurrogate(message.charAt(MAX_MESSAGE - 1)) ? MAX_MESSAGE - 1 : MAX_MESSAGE;
		return EscapedText.of(message.substring(0, end)) + "…(+" + (message.length() - end) + ")";
	}

	private SpanNote() {
	}

}
