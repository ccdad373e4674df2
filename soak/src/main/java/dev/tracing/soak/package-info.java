/**
 * All constructs mixed, at load, for as long as wanted. {@code soak/run} runs it.
 *
 * <ul>
 * <li>{@code Soak} has {@code Client}s ask two applications for {@code Construct}s, each
 * of which knows the tree that must come out, in {@code RequestKind}s, each of which
 * knows the tree around them.
 * <li>{@code TraceCheck} compares every trace with what was {@code Expected},
 * {@code ThreadCheck} looks for contexts that were left behind, {@code HeapCheck} for
 * memory that grows, {@code Structures} at what the starter itself remembers.
 * <li>{@code SoakApplication} is both applications; beans of {@code Constructs} are the
 * ways to run work, {@code Recurring} are tasks that run meanwhile.
 * </ul>
 *
 * Kotlin and messages are not in it.
 */
@NullMarked
package dev.tracing.soak;

import org.jspecify.annotations.NullMarked;
