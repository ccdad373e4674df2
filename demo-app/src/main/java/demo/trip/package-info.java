/**
 * The travel search. All that it has of tracing is {@code @Traced} on its services.
 *
 * <ul>
 * <li>{@link demo.trip.TripSearch} asks all providers and ranks their quotes; its
 * implementations differ only in how they do five things at the same time.
 * <li>{@link demo.trip.Provider}, and its asynchronous and reactive forms, ask one
 * provider.
 * <li>{@link demo.trip.Sessions} opens sessions with providers, for whoever waits.
 * <li>{@link demo.trip.Offers} stores quotes and ranks them.
 * <li>{@link demo.trip.SavedSearches} searches in the background.
 * </ul>
 */
@NullMarked
package demo.trip;

import org.jspecify.annotations.NullMarked;
