package dev.tracing.autoconfigure;

import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * Tells whether a sampler samples nothing below a parent that is not sampled. Only what a
 * parent-based sampler says of itself is believed: any other may decide by the name of a
 * span or its attributes.
 */
final class UnsampledParents {

	private UnsampledParents() {
	}

	static boolean decide(Sampler sampler) {
		String description = sampler.getDescription();
		return description.startsWith("ParentBased{")
				&& description.contains("remoteParentNotSampled:AlwaysOffSampler,")
				&& description.endsWith("localParentNotSampled:AlwaysOffSampler}");
	}

}
