/**
 * What tracing costs, measured with JMH. {@code benchmarks/run NAME} runs a benchmark.
 *
 * <ul>
 * <li>{@code CallBenchmarks}: a request of one root and ten leaves.
 * <li>{@code weaving.WeavingBenchmarks}: call sites that are woven.
 * <li>{@code BenchmarkedApplication} starts the application that a benchmark is about.
 * </ul>
 */
@NullMarked
package dev.tracing.benchmarks;

import org.jspecify.annotations.NullMarked;
