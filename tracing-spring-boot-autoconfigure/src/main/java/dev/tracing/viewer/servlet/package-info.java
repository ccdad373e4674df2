/**
 * The endpoint {@code traces} in a servlet container, with Spring MVC.
 */
@NullMarked
package dev.tracing.viewer.servlet;

import org.jspecify.annotations.NullMarked;
