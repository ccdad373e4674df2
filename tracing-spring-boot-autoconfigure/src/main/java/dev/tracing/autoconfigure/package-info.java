/**
 * Conditions, properties and beans.
 *
 * <ul>
 * <li>{@code TracingDefaults} sets the properties of Spring Boot that the starter wants
 * otherwise, below everything that users set.
 * <li>{@link dev.tracing.autoconfigure.TracingAutoConfiguration}: {@code @Traced} itself.
 * <li>{@link dev.tracing.autoconfigure.TracingAgentAutoConfiguration}: what is left to
 * OpenTelemetry's Java agent.
 * <li>{@link dev.tracing.autoconfigure.TracingLoggingAutoConfiguration}: ids in log
 * lines; {@link dev.tracing.autoconfigure.TracingLazyLoggingAutoConfiguration} when a
 * line is written; {@link dev.tracing.autoconfigure.TracingScopeEventsAutoConfiguration}
 * without events of scopes that nobody else needs.
 * <li>{@link dev.tracing.autoconfigure.TracingPropagationAutoConfiguration}: what carries
 * the context across threads.
 * <li>{@link dev.tracing.autoconfigure.TracingReactorAutoConfiguration}: reactive
 * results.
 * <li>{@link dev.tracing.autoconfigure.TracingWebMvcAutoConfiguration}: requests in
 * Spring MVC.
 * <li>{@link dev.tracing.autoconfigure.TracingWebFluxAutoConfiguration}: requests in
 * Spring WebFlux.
 * <li>{@link dev.tracing.autoconfigure.TracingScopeFaultsAutoConfiguration}: faults of
 * scopes for recorders.
 * <li>{@link dev.tracing.autoconfigure.TracingCoroutinesAutoConfiguration}: Kotlin's
 * coroutines.
 * <li>{@link dev.tracing.autoconfigure.TracingKafkaAutoConfiguration} and
 * {@link dev.tracing.autoconfigure.TracingRabbitAutoConfiguration}: listeners to
 * messages.
 * <li>{@link dev.tracing.autoconfigure.TracingConsoleAutoConfiguration}: traces on the
 * console.
 * <li>{@link dev.tracing.autoconfigure.TracingViewerAutoConfiguration}: traces in the
 * browser.
 * <li>{@link dev.tracing.autoconfigure.TracingManagementAutoConfiguration}: requests to
 * management endpoints are left out.
 * <li>{@code StartupLine} says in one line what came of it.
 * </ul>
 *
 * The only package that knows Spring Boot, the types of endpoints aside; nothing depends
 * on it. All of it is absent with {@code tracing.enabled=false}.
 */
@NullMarked
package dev.tracing.autoconfigure;

import org.jspecify.annotations.NullMarked;
