/**
 * From annotations to spans.
 *
 * <ul>
 * <li>{@link dev.tracing.interceptor.TracedBeanPostProcessor} advises the beans that have
 * traced methods.
 * <li>{@code TracedOperationResolver} reads the annotations of a method into a
 * {@code TracedOperation}: all that is known before a call.
 * <li>{@code TracedMethodInterceptor} makes the call, by way of
 * {@link dev.tracing.lifecycle.SpanRunner}.
 * <li>{@link dev.tracing.interceptor.WovenCalls} does the same for calls that an aspect
 * sees; {@link dev.tracing.interceptor.TracingMode} tells which of the two does.
 * <li>{@link dev.tracing.interceptor.AsyncBeanPostProcessor} hands the context over
 * around the advice of {@code @Async}.
 * <li>{@link dev.tracing.interceptor.ListenerBeanPostProcessor} has listeners advised
 * before others keep the bean.
 * <li>{@link dev.tracing.interceptor.TracedPointcuts} are the pointcut expressions that
 * stand for annotations.
 * <li>{@link dev.tracing.interceptor.TracingReport} collects what is traced and what
 * cannot be; {@code MisuseFinder} finds the latter.
 * </ul>
 *
 * Depends on {@code dev.tracing}, {@code dev.tracing.lifecycle},
 * {@code dev.tracing.context} and Spring AOP.
 */
@NullMarked
package dev.tracing.interceptor;

import org.jspecify.annotations.NullMarked;
