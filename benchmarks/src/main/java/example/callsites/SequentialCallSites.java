package example.callsites;

import java.util.List;

/**
 * A class that makes no stream parallel.
 */
final class SequentialCallSites {

	private SequentialCallSites() {
	}

	static int size(List<Integer> numbers) {
		return numbers.stream().map((value) -> value ^ 5).toList().size();
	}

}
