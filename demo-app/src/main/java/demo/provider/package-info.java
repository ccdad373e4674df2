/**
 * The providers that the travel search asks: not part of it, but served by the same
 * application, so that nothing else has to run.
 *
 * <ul>
 * <li>{@link demo.provider.QuoteController} answers over HTTP.
 * <li>{@link demo.provider.FareTable} knows distances and prices.
 * </ul>
 */
@NullMarked
package demo.provider;

import org.jspecify.annotations.NullMarked;
