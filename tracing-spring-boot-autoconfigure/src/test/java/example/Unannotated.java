package example;

import dev.tracing.Untraced;

/**
 * A class of an application, with nothing of tracing in it but what it wants left out.
 */
public class Unannotated {

	public void work() {
	}

	@Untraced
	public void not() {
	}

	public void take(Object value) {
	}

}
