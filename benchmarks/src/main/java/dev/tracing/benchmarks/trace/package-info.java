/**
 * What it takes to make a trace of spans and to look at it.
 */
@NullMarked
package dev.tracing.benchmarks.trace;

import org.jspecify.annotations.NullMarked;
