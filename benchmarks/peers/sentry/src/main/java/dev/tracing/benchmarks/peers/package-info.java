/**
 * The request of one root and ten leaves, made by a peer on its own class path.
 */
@NullMarked
package dev.tracing.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
