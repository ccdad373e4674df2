/**
 * Every application of this project's tests is one whose traces are right: the rules find
 * nothing wrong in any of them, what a test {@link dev.tracing.gate.Provokes provokes}
 * aside. A false alarm fails a test here before it meets a user.
 *
 * <p>
 * Works by being on the class path of a module's tests: {@code spring.factories} brings a
 * recorder into each application, and a listener that looks at its traces after each
 * test.
 */
@NullMarked
package dev.tracing.gate;

import org.jspecify.annotations.NullMarked;
