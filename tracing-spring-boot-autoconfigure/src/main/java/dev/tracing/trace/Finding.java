package dev.tracing.trace;

import java.util.Map;

/**
 * Something about a trace that somebody should look at.
 *
 * @param rule the rule that found it
 * @param level how sure it is that something is wrong
 * @param node the span that it is about
 * @param message what was found, as a part of a sentence whose subject is the span
 * @param data the evidence: numbers, texts and lists of texts by name, times in
 * nanoseconds
 * @since 0.1.0
 */
public record Finding(FindingRule rule, Level level, TraceNode node, String message, Map<String, Object> data) {

	/**
	 * The rule's id, the span's name and the message.
	 */
	@Override
	public String toString() {
		return this.rule.id() + " " + this.node.name() + " " + this.message;
	}

	/**
	 * How sure it is that something is wrong.
	 */
	public enum Level {

		/**
		 * It may well be meant to be so.
		 */
		INFO,

		/**
		 * It rarely is.
		 */
		WARN

	}

}
