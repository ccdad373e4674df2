package dev.tracing.test.docs;

import java.util.List;

import dev.tracing.Traced;

@Traced
class Offers {

	public List<Integer> rank(List<Integer> prices) {
		return prices.stream().sorted().toList();
	}

}
