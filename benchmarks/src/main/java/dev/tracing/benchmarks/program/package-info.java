/**
 * What cannot be asked of JMH: programs that measure once, in a process of their own.
 *
 * <ul>
 * <li>{@code VirtualThreadsProgram}: up to 100,000 virtual threads with a traced call
 * each.
 * <li>{@code StoredSpansProgram}: the memory of recorded spans.
 * </ul>
 */
@NullMarked
package dev.tracing.benchmarks.program;

import org.jspecify.annotations.NullMarked;
