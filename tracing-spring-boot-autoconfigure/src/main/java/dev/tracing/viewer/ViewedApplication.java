package dev.tracing.viewer;

import dev.tracing.store.TraceLimits;
import org.jspecify.annotations.Nullable;

/**
 * What the page says of the application that it looks at.
 *
 * @param name the name of the application, or an empty string
 * @param sampling how many of the traces are sampled, from 0 to 1, by the property of
 * Spring Boot
 * @param limits what is kept
 * @param recordedBy who has the spans of the application, so that none are kept here, or
 * null if they are kept
 * @since 0.1.0
 */
public record ViewedApplication(String name, double sampling, TraceLimits limits, @Nullable String recordedBy) {
}
