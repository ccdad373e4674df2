package dev.tracing.lifecycle;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SpanDefinition} with the lifecycles that its results can have: all that can be
 * resolved before the first call. Made by {@link SpanRunner}.
 */
public final class SpanPlan {

	private static final Log logger = LogFactory.getLog(SpanPlan.class);

	private static final SpanLifecycle[] NONE = {};

	private final SpanDefinition definition;

	private final Class<?> declaredType;

	private final SpanLifecycle[] candidates;

	private final boolean startsLater;

	private final @Nullable CallConvention convention;

	private final AtomicBoolean untracedTold = new AtomicBoolean();

	/**
	 * The class of the last result that no lifecycle supports. Most methods return
	 * objects of one class, and to find out that it does not implement an interface costs
	 * a search through all that it does implement.
	 */
	private @Nullable Class<?> unsupported;

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
	 * Logs, once, that the uses of a result make no span, because it is of a type that
	 * nothing else can stand in for.
	 */
	void tellUntraced(Object result) {
		if (this.untracedTold.compareAndSet(false, true)) {
			logger.warn("'" + this.definition.name() + "' makes no span: nothing can be put in the place of a "
					+ result.getClass().getName() + " that is declared as " + this.declaredType.getName()
					+ ". Declare a type such as Mono, Flux or Publisher.");
		}
	}

	/**
	 * The lifecycle of a result, or null if the span ends with the call.
	 */
	@Nullable SpanLifecycle lifecycleOf(@Nullable Object result) {
		if (result == null || this.candidates.length == 0 || result.getClass() == this.unsupported) {
			return null;
		}
		for (SpanLifecycle candidate : this.candidates) {
			if (candidate.supports(result)) {
				return candidate;
			}
		}
		this.unsupported = result.getClass();
		return null;
	}

}
