package example.woven;

import dev.tracing.Traced;

/**
 * Traced where it is implemented, which the weaver does not see.
 */
interface Shelf {

	@Traced
	String shelve();

}
