package dev.tracing.soak;

import java.util.List;

/**
 * Constructs of one kind, a bean.
 */
interface Constructs {

	List<Construct> constructs();

}
