/**
 * An application to be started, compiled against nothing of ours.
 */
@NullMarked
package dev.tracing.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
