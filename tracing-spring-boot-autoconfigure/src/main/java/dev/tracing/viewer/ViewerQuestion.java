package dev.tracing.viewer;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks for besides a path.
 *
 * @param since only what changed since this number, or null for all
 * @param limit at most so many, or null for a default
 * @param format the parameter of that name, or null
 * @param accepted what the client would like to get, or null if it is none of them
 * @param knownTag the tag of the file that the client has already, or null
 * @since 0.1.0
 */
public record ViewerQuestion(@Nullable Long since, @Nullable Integer limit, @Nullable String format,
		@Nullable ViewerFormat accepted, @Nullable String knownTag) {

	/**
	 * The same question of a client that has a file already.
	 * @param tag the tag of the file, or null
	 * @return the question
	 */
	public ViewerQuestion withKnownTag(@Nullable String tag) {
		return new ViewerQuestion(this.since, this.limit, this.format, this.accepted, tag);
	}

	/**
	 * Where a stream of events begins.
	 * @param lastEventId what a client sends that comes back, or null
	 * @return the number of the last change that the client knows, or 0
	 */
	public long sinceOr(@Nullable String lastEventId) {
		// a browser that comes back asks with the address that it asked with before
		boolean number = lastEventId != null && lastEventId.length() < 19 && lastEventId.matches("[0-9]+");
		return number ? Long.parseLong(lastEventId) : sinceOrZero();
	}

	long sinceOrZero() {
		return (this.since != null) ? this.since : 0;
	}

	int limitOr(int defaultLimit) {
		return (this.limit != null) ? this.limit : defaultLimit;
	}

	boolean isFor(ViewerFormat wanted) {
		return (this.format != null) ? this.format.equalsIgnoreCase(wanted.name()) : this.accepted == wanted;
	}

}
