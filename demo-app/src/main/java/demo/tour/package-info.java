/**
 * The tour: runs the travel search in every way that it is written, and shows the traces.
 *
 * <ul>
 * <li>{@code Construct} lists the ways.
 * <li>{@code Tour} runs one and waits for its trace, a {@code ConstructRun}.
 * <li>{@code StartupTour} prints all of them when the application has started.
 * <li>{@code ConstructController} is what the page at {@code /} asks.
 * </ul>
 */
@NullMarked
package demo.tour;

import org.jspecify.annotations.NullMarked;
