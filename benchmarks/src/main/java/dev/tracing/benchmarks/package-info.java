/**
 * What tracing costs, measured with JMH. {@code benchmarks/run NAME} runs a benchmark,
 * {@code benchmarks/campaign} all that {@code docs/performance.md} is drawn from.
 *
 * <ul>
 * <li>{@code CallBenchmarks}: a request of one root and ten leaves.
 * <li>{@code HandOffBenchmarks} and {@code ExecutorBenchmarks}: tasks that are handed
 * over, without executors and with them.
 * <li>{@code FutureBenchmarks} and {@code ReactorBenchmarks}: results that are there
 * later.
 * <li>{@code StoreBenchmarks}: the recorder.
 * <li>{@code weaving.WeavingBenchmarks}: call sites that are woven.
 * <li>{@code BenchmarkedApplication} starts the application that a benchmark is about.
 * </ul>
 */
@NullMarked
package dev.tracing.benchmarks;

import org.jspecify.annotations.NullMarked;
