package dev.tracing.viewertests;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

/**
 * What the page tells in words, and that there is room for it.
 */
class ToldOnPageTests extends PageInBrowser {

	@Test
	void tellsTheNameOfTheApplicationWhicheverPageIsOpenedFirst() {
		for (String hash : new String[] { "#/t/" + trace("/buy"), "#/help", "" }) {
			this.browser.go(page(hash));
			this.browser.await("document.getElementById('app-name').textContent === 'shop'");
		}
	}

	@Test
	void tellsWhatAnIdleTaskMayHaveWaitedFor() {
		open(trace("/stock"), "");
		assertThat(this.browser.texts(".details dd"))
			.anySatisfy((fact) -> assertThat(fact).matches("[\\d.]+ ms from \\+.* perhaps waiting for Prices\\.load"));
		select("Stock.count");
		assertThat(this.browser.texts(".details dd")).noneMatch((fact) -> fact.contains("perhaps"));
	}

	@Test
	void nameIsReadWhateverIsToldBesideIt() {
		this.browser.resize(1360, 600);
		open(trace("/checkout"), "");
		assertThat(this.browser.texts(".chip.detached")).isNotEmpty();
		assertThat(this.browser.evaluate(
				"[...document.querySelectorAll('.body .label')].filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent)"))
			.asInstanceOf(LIST)
			.isEmpty();
		this.browser.resize(1440, 900);
	}

}
