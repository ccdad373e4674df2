/**
 * Draws {@code docs/performance.md} from the files of results.
 *
 * <ul>
 * <li>{@code PerformancePage} puts tables between the marks of the page and the plots
 * beside it; {@code benchmarks/page} calls it.
 * <li>{@code Figures} finds numbers in a file of results, and {@code Figure} compares
 * them, round by round.
 * <li>{@code Sections} has the tables, {@code Targets} what was aimed at.
 * <li>{@code Plot} draws.
 * </ul>
 */
@NullMarked
package dev.tracing.benchmarks.page;

import org.jspecify.annotations.NullMarked;
