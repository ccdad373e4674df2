/**
 * Code of an application that gives work away: compiled as it is, and woven once more. It
 * is not below {@code dev.tracing}, whose code is never woven.
 */
@NullMarked
package example.callsites;

import org.jspecify.annotations.NullMarked;
