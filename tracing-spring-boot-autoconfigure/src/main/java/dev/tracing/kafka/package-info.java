/**
 * Spans of batches that Spring for Apache Kafka hands to a listener, which Spring's own
 * observations leave without.
 *
 * <ul>
 * <li>{@link dev.tracing.kafka.KafkaListenerBeanPostProcessor} finds the listeners'
 * containers.
 * <li>{@code BatchListenerInterceptor} makes the span.
 * <li>{@code PollingTaskExecutor} keeps the context away from the threads that poll.
 * </ul>
 *
 * The only package that knows Kafka.
 */
@NullMarked
package dev.tracing.kafka;

import org.jspecify.annotations.NullMarked;
