package example;

import dev.tracing.Traced;

/**
 * A service of an application.
 */
public class Shop {

	@Traced
	public String sell(String what) {
		return "sold " + what;
	}

	@Traced
	public int count() {
		return 1;
	}

}
