/**
 * The context of messages that Spring Integration hands to another thread. The only
 * package that knows Spring Integration.
 *
 * <ul>
 * <li>{@link dev.tracing.integration.ChannelInstrumentation} has channels carry the
 * context, by their executor where they have one.
 * <li>{@code MessageHandOffInterceptor} does so where messages wait to be fetched;
 * {@code WaitingHandOffs} are what waits with them.
 * </ul>
 *
 * Depends on {@code dev.tracing.context}, Spring Integration and Spring Messaging.
 */
@NullMarked
package dev.tracing.integration;

import org.jspecify.annotations.NullMarked;
