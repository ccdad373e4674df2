package example.woven;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

import dev.tracing.Traced;

/**
 * May have been written to a session before it was woven.
 */
@SuppressWarnings("serial")
public class Basket implements Serializable {

	private final List<String> books = new ArrayList<>();

	@Traced
	public List<String> sorted() {
		return this.books.parallelStream().sorted().toList();
	}

}
