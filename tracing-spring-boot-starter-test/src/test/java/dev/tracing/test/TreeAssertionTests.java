package dev.tracing.test;

import org.junit.jupiter.api.Test;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TreeAssertionTests {

	@Test
	void siblingsMayBeInAnyOrder() {
		assertThat(SpanFixtures.search()).hasTree("""
				TripSearch.search
				├─ Offers.rank
				└─ Provider.quote ×5 ∥
				""");
	}

	@Test
	void aChainIsShownAndNamed() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(SpanFixtures.chain()).hasTree("""
				TripSearch.search
				├─ Provider.quote ×5 ∥
				└─ Offers.rank
				""")).withMessageStartingWith("""
				The trace has another tree:

				  expected                 found
				  TripSearch.search        TripSearch.search
				≠ ├─ Provider.quote ×5 ∥   ├─ Provider.quote
				+ │                        │  └─ Provider.quote
				+ │                        │     └─ Provider.quote
				+ │                        │        └─ Provider.quote
				+ │                        │           └─ Provider.quote
				  └─ Offers.rank           └─ Offers.rank

				chain: 4 of 5 'Provider.quote' are nested in another 'Provider.quote'.""");
	}

}
