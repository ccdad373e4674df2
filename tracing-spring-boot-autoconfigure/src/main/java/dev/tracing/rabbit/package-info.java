/**
 * The context of replies that Spring AMQP sends for RabbitMQ's listeners, which Spring's
 * own observations leave without.
 *
 * <ul>
 * <li>{@link dev.tracing.rabbit.RabbitListenerBeanPostProcessor} finds the listeners'
 * containers.
 * <li>{@code ReplyInTrace} gives a reply the context.
 * </ul>
 *
 * The only package that knows RabbitMQ.
 */
@NullMarked
package dev.tracing.rabbit;

import org.jspecify.annotations.NullMarked;
