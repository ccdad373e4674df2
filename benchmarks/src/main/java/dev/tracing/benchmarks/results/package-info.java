/**
 * Results of benchmarks as they are kept in {@code benchmarks/results}.
 *
 * <ul>
 * <li>{@code Round}: what one run of a benchmark measured.
 * <li>{@code ResultFile}: the rounds of one benchmark, with the machine, the JDK and the
 * commit that they were measured on.
 * <li>{@code AddRound} puts the one into the other; {@code benchmarks/campaign} calls it.
 * </ul>
 */
@NullMarked
package dev.tracing.benchmarks.results;

import org.jspecify.annotations.NullMarked;
