package dev.tracing.trace;

/**
 * What is looked for in traces. Each rule, with its evidence and its false alarms, is
 * described in {@code docs/findings.md}.
 *
 * @since 0.1.0
 */
public enum FindingRule {

	/**
	 * The parent is of this process, and missing.
	 */
	ORPHAN("W1", "parent missing"),

	/**
	 * The span ends long after its parent.
	 */
	OUTLIVES_PARENT("W2", "outlives its parent"),

	/**
	 * The span starts on another thread when its parent has ended.
	 */
	STARTS_AFTER_PARENT("W3", "starts after its parent has ended"),

	/**
	 * A unit of work left a scope open on its thread.
	 */
	LEAKED_SCOPE("W4a", "scope left open"),

	/**
	 * A scope was closed on another thread than it was opened on.
	 */
	SCOPE_CLOSED_ELSEWHERE("W4b", "scope closed on another thread"),

	/**
	 * A span ended while it was current, and stayed so.
	 */
	ENDED_IN_SCOPE("W4c", "ended in scope"),

	/**
	 * A request, a message or a run of the scheduler is part of another unit of work.
	 */
	ENTRY_IN_ENTRY("W5a", "entry inside another unit of work"),

	/**
	 * Spans that followed one another on a thread are each other's parents.
	 */
	STAIRCASE("W5b", "chain suspected"),

	/**
	 * Very many spans of one name, each the only child of the one before.
	 */
	RUNAWAY_CHAIN("W5c", "endless chain"),

	/**
	 * The span is still running, for much longer than others, and nothing happens.
	 */
	NEVER_ENDED("W6", "never ended"),

	/**
	 * The trace has several roots.
	 */
	SEVERAL_ROOTS("W7", "several roots"),

	/**
	 * Two spans have one id, or spans are each other's ancestors.
	 */
	BROKEN_IDS("W8", "broken ids"),

	/**
	 * The span starts before its parent does.
	 */
	STARTS_BEFORE_PARENT("W9", "starts before its parent"),

	/**
	 * Many siblings do the same, one after the other or at once.
	 */
	REPEATED_CALLS("W10", "repeated calls"),

	/**
	 * Something of the trace was not kept.
	 */
	INCOMPLETE("W11", "incomplete");

	private final String id;

	private final String title;

	FindingRule(String id, String title) {
		this.id = id;
		this.title = title;
	}

	/**
	 * A short id, {@code W5b} for example.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * What is found, in a few words.
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

}
