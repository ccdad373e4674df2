package demo.trip;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "tour.at-start=false")
class TripControllerTests {

	@LocalServerPort
	private int port;

	private RestTestClient client;

	@BeforeEach
	void setUp() {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + this.port).build();
	}

	@Test
	void ranksTheOffersOfAllProvidersByPriceAndTime() {
		List<Offer> offers = this.client.get()
			.uri("/trips?from=Lisbon&to=Porto")
			.exchangeSuccessfully()
			.expectBody(new ParameterizedTypeReference<List<Offer>>() {
			})
			.returnResult()
			.getResponseBody();
		assertThat(offers).extracting(Offer::provider).containsExactlyInAnyOrderElementsOf(Provider.NAMES);
		assertThat(offers).extracting(Offer::cost).isSorted();
		assertThat(offers).contains(new Offer("rail", new BigDecimal("40.90"), 159, new BigDecimal("72.70")));
	}

	@Test
	void aRouteThatNobodyTravelsIsNotFound() {
		this.client.get().uri("/trips?from=Lisbon&to=Atlantis").exchange().expectStatus().isNotFound();
	}

}
