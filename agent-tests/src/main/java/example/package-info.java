/**
 * An application as its users write it, of which the tests see what any user sees: the
 * answers, the lines that it logs, and the spans that arrive where the agent sends them.
 */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
