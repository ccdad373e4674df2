package dev.tracing.viewer;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks for besides a path.
 *
 * @param since only what changed since this number, or null for all
 * @param limit at most so many, or null for a default
 * @param format the parameter of that name, or null
 * @param accepted what the client would like to get, or null if it is none of them
 * @since 0.1.0
 */
public record ViewerQuestion(@Nullable Long since, @Nullable Integer limit, @Nullable String format,
		@Nullable ViewerFormat accepted) {

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
