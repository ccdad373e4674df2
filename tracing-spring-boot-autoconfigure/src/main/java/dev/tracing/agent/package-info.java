/**
 * What is left to OpenTelemetry's Java agent where the JVM was started with it.
 *
 * <ul>
 * <li>{@link dev.tracing.agent.JavaAgent} finds the agent, and what it carries.
 * <li>{@link dev.tracing.agent.AgentSpanHandler} has observations take the agent's spans
 * for theirs where the agent makes them; {@code AgentObservations} knows which these are.
 * </ul>
 *
 * Depends on the OpenTelemetry API and on Micrometer's observations and tracing.
 */
@NullMarked
package dev.tracing.agent;

import org.jspecify.annotations.NullMarked;
