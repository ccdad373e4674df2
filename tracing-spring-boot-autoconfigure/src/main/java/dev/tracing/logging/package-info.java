/**
 * The ids of the current span in log lines, taken when a line is written.
 *
 * <ul>
 * <li>{@link dev.tracing.logging.LogCorrelation} is what one application adds to the
 * lines.
 * <li>{@code CorrelatingMdcAdapter} adds it to Logback's events,
 * {@link dev.tracing.logging.CorrelationDataProvider} to Log4j's.
 * </ul>
 *
 * Depends on the OpenTelemetry API, SLF4J and, each where it is there, Logback and Log4j.
 */
@NullMarked
package dev.tracing.logging;

import org.jspecify.annotations.NullMarked;
