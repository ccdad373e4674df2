/**
 * A request of one root and ten leaves, in the ways to make spans of it.
 */
@NullMarked
package dev.tracing.benchmarks.call;

import org.jspecify.annotations.NullMarked;
