/**
 * Spans of publishers, one for each subscription. The only package that knows Reactor.
 *
 * <ul>
 * <li>{@link dev.tracing.reactor.ReactiveSpanLifecycle} replaces a publisher that a call
 * returned by one of the same kind whose subscriptions are spans.
 * <li>{@code TracedMono} and {@code TracedFlux} are those publishers; a
 * {@code TracedSubscriber} stands between the source and the subscriber for as long as
 * the span lasts.
 * <li>{@link dev.tracing.reactor.SubscriberContexts} finds the span's parent in the
 * subscriber's context and puts the span into the context that the source sees.
 * <li>{@link dev.tracing.reactor.SharedPublishers} has those who share a publisher get
 * its signals in their own contexts, by way of {@code SharedMono} and {@code SharedFlux}.
 * </ul>
 *
 * Depends on {@code dev.tracing.lifecycle}, {@code dev.tracing.context}, Reactor,
 * spring-core's registry of reactive types, RxJava where it is there, and Micrometer's
 * observations and tracing bridge.
 */
@NullMarked
package dev.tracing.reactor;

import org.jspecify.annotations.NullMarked;
