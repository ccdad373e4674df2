/**
 * The endpoint {@code traces} in a reactive web server, with Spring WebFlux.
 */
@NullMarked
package dev.tracing.viewer.reactive;

import org.jspecify.annotations.NullMarked;
