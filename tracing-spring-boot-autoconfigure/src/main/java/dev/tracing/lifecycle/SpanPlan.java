package dev.tracing.lifecycle;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A {@link SpanDefinition} with the lifecycles that its results can have: all that can be
 * resolved before the first call. Immutable; made by {@link SpanRunner}.
 */
public final class SpanPlan {

	private static final SpanLifecycle[] NONE = {};

	private final SpanDefinition definition;

	private final Class<?> declaredType;

	private final SpanLifecycle[] candidates;

	private final boolean startsLater;

	private final @Nullable CallConvention convention;

	SpanPlan(SpanDefinition definition, Class<?> declaredType, List<SpanLifecycle> lifecycles,
			@Nullable CallConvention convention) {
		this.definition = definition;
		this.convention = convention;
		this.declaredType = declaredType;
		this.candidates = lifecycles.stream()
			.filter((lifecycle) -> lifecycle.isCandidate(declaredType))
			.toList()
			.toArray(NONE);
		boolean later = false;
		for (SpanLifecycle candidate : this.candidates) {
			later |= candidate.startsLater(declaredType);
		}
		this.startsLater = later;
	}

	public SpanDefinition definition() {
		return this.definition;
	}

	Class<?> declaredType() {
		return this.declaredType;
	}

	/**
	 * Whether a call starts no span itself, but each use of its result does.
	 */
	boolean startsLater() {
		return this.startsLater;
	}

	/**
	 * How calls are made, or null if they are made like most.
	 */
	@Nullable CallConvention convention() {
		return this.convention;
	}

	/**
	 * The lifecycle of a result, or null if the span ends with the call.
	 */
	@Nullable SpanLifecycle lifecycleOf(@Nullable Object result) {
		if (result != null) {
			for (SpanLifecycle candidate : this.candidates) {
				if (candidate.supports(result)) {
					return candidate;
				}
			}
		}
		return null;
	}

}
