package dev.tracing.autoconfigure;

import dev.tracing.viewer.ViewerAssets;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Puts the files of the page into a native image.
 */
class ViewerRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern(ViewerAssets.FOLDER + "*");
	}

}
