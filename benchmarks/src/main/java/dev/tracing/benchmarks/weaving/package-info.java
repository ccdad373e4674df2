/**
 * Call sites, woven and not.
 */
@NullMarked
package dev.tracing.benchmarks.weaving;

import org.jspecify.annotations.NullMarked;
