package dev.tracing.viewertests;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which part of a trace's time is shown, and how wide it is drawn.
 */
@TestPropertySource(properties = "spring.main.web-application-type=servlet")
class TimeOnPageTests extends PageInBrowser {

	private double whole;

	@BeforeEach
	void openTrace() {
		String id = trace("/checkout");
		this.whole = this.application.json("/actuator/traces/" + id).get("endNs").asDouble();
		open(id, "");
		awaitWhole();
	}

	@Test
	void isZoomedAndMovedWithKeys() {
		this.browser.press("+");
		assertThat(part()).isBetween(0.45, 0.55);
		double from = from();
		this.browser.press(Keys.chord(Keys.SHIFT, Keys.ARROW_RIGHT));
		assertThat(from()).isGreaterThan(from);
		this.browser.press(Keys.chord(Keys.SHIFT, Keys.ARROW_LEFT));
		assertThat(from()).isBetween(from - 1, from + 1);
		this.browser.press("-");
		awaitWhole();
		this.browser.press("+");
		assertThat(part()).isBetween(0.45, 0.55);
		this.browser.press("0");
		awaitWhole();
	}

	@Test
	void isFittedToASpanAndKeptInTheAddress() {
		select("Offers.rank");
		this.browser.press("f");
		double from = from();
		assertThat(this.browser.evaluate("document.querySelector('.ruler').textContent")).asString()
			.doesNotContain("after");
		this.browser.awaitAddress("from=");
		this.browser.reload();
		this.browser.await("document.activeElement.getAttribute('role') === 'row'");
		assertThat(this.browser.focused()).startsWith("Offers.rank");
		assertThat(from()).isBetween(from - 1, from + 1);
		this.browser.doubleClick(".row.selected .time", 0.5);
		assertThat(from()).isBetween(from - 1, from + 1);
		this.browser
			.run("[...document.querySelectorAll('.actions button')].find((b) => b.textContent === 'fit').click()");
		assertThat(from()).isBetween(from - 1, from + 1);
	}

	@Test
	void isZoomedByDraggingOnTheRulerAndTheStrip() {
		this.browser.drag(".ruler", 0.2, 0.4);
		double ruler = part();
		assertThat(ruler).isBetween(0.05, 0.5);
		this.browser.drag(".minimap canvas", 0.1, 0.5);
		assertThat(part()).isGreaterThan(0.1);
		assertThat(this.browser.element(".minimap .window").getText()).contains(" – ");
		this.browser.doubleClick(".minimap canvas", 0.5);
		awaitWhole();
	}

	@Test
	void isZoomedAndMovedWithTheWheel() {
		this.browser.wheel(".body .time", Keys.CONTROL, -100);
		this.browser.await("new URLSearchParams(location.hash.split('?')[1]).get('from') !== null");
		double part = part();
		assertThat(part).isLessThan(0.9);
		double from = from();
		this.browser.wheel(".body .time", Keys.SHIFT, 100);
		assertThat(from()).isGreaterThan(from);
		assertThat(part()).isBetween(part - 0.01, part + 0.01);
	}

	@Test
	void isChosenWithTheHandlesOfTheStrip() {
		this.browser.evaluate("document.querySelector('.handle').focus()");
		this.browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
		assertThat(from()).isBetween(this.whole * 0.001, this.whole * 0.01);
		assertThat(this.browser.evaluate("document.activeElement.getAttribute('aria-valuetext')")).asString()
			.matches("[\\d.]+ (ms|µs|s|ns)");
	}

	@Test
	void hasAWidthThatCanBeChanged() {
		double before = names();
		this.browser.evaluate("document.querySelector('.divider').focus()");
		this.browser.press(Keys.ARROW_RIGHT);
		assertThat(names()).isEqualTo(before + 24);
		assertThat(this.browser.evaluate("Number(document.activeElement.getAttribute('aria-valuenow'))"))
			.isEqualTo((long) before + 24);
		// eight times its own width to the left
		this.browser.drag(".divider", 0.5, -7.5);
		assertThat(names()).isBetween(before + 24 - 97, before + 24 - 95);
		assertThat(this.browser.evaluate("document.querySelector('.bars').getBoundingClientRect().left"
				+ " - document.querySelector('.body .time').getBoundingClientRect().left"))
			.isEqualTo(0L);
	}

	private double names() {
		return ((Number) this.browser.evaluate("document.querySelector('.body .name').offsetWidth")).doubleValue();
	}

	private void awaitWhole() {
		this.browser.await("document.querySelector('.minimap .window').textContent === ''");
	}

	private double from() {
		return number("from");
	}

	private double part() {
		return (number("to") - number("from")) / this.whole;
	}

	private double number(String name) {
		// the address is told a moment later, and at once where the page is left
		this.browser.evaluate("dispatchEvent(new Event('pagehide'))");
		return ((Number) this.browser
			.evaluate("Number(new URLSearchParams(location.hash.split('?')[1]).get('" + name + "'))")).doubleValue();
	}

}
