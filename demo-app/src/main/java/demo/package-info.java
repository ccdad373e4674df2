/**
 * The demo application.
 *
 * <ul>
 * <li>{@link demo.trip} is the application: a travel search.
 * <li>{@link demo.provider} is what it asks: five providers, over HTTP.
 * <li>{@link demo.tour} runs the search in every way and shows the traces.
 * </ul>
 */
@NullMarked
package demo;

import org.jspecify.annotations.NullMarked;
