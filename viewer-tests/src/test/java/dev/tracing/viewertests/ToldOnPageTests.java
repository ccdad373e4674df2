package dev.tracing.viewertests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	@ParameterizedTest
	@ValueSource(ints = { 1360, 700 })
	void nameIsReadWhateverIsToldBesideIt(int width) {
		this.browser.resize(width, 900);
		open(trace("/checkout"), "");
		assertThat(this.browser.texts(".chip.detached")).isNotEmpty();
		// a wait as long as it may be on a slow machine
		assertThat(this.browser
			.run("""
					const row = [...document.querySelectorAll('.body .row')].find((row) => row.querySelector('.chip.detached'));
					const queued = row.querySelector('.chip.queue') ?? row.querySelector('.chips').appendChild(document.createElement('span'));
					queued.className = 'chip queue';
					queued.textContent = 'queued 1.16 ms';
					const text = document.createRange();
					return [...document.querySelectorAll('.body .label')].filter((name) => {
						text.selectNodeContents(name);
						return text.getBoundingClientRect().width > name.getBoundingClientRect().width;
					}).map((name) => name.textContent);"""))
			.asInstanceOf(LIST)
			.isEmpty();
		this.browser.resize(1440, 900);
	}

}
