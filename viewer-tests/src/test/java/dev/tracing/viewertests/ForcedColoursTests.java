package dev.tracing.viewertests;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page where the system has colours of its own, for contrast.
 */
@TestPropertySource(properties = "spring.main.web-application-type=servlet")
class ForcedColoursTests extends PageInBrowser {

	@BeforeEach
	void force() {
		this.browser.prefer("forced-colors", "active");
	}

	@AfterEach
	void giveBack() {
		this.browser.colours("light");
	}

	@Test
	void drawsATraceInTheColoursOfTheSystem() throws IOException {
		String id = trace("/checkout");
		open(id, "");
		this.browser.press("e");
		this.browser.await("document.querySelector('.row.selected .label').textContent === 'Coupons.apply'");
		assertThat(colour(".row.selected .label", "background-color")).isEqualTo(system("Highlight"));
		assertThat(colour(".row.selected .label", "color")).isEqualTo(system("HighlightText"));
		for (String text : List.of(".row.selected .total", ".row.selected .took", ".row.selected .chip",
				".row .thread")) {
			assertThat(colour(text, "color")).as(text).isEqualTo(system("CanvasText"));
		}
		assertThat(colour(".bars .rail", "fill")).isEqualTo(system("Highlight"));
		assertThat(colour(".bars .own", "fill")).isEqualTo(system("CanvasText"));
		assertThat(colour(".row.selected", "background-color")).isEqualTo(system("Canvas"))
			.isNotEqualTo(system("Highlight"));
		keep("forced-trace");
	}

	@Test
	void drawsTheStripInTheColoursOfTheSystem() {
		open(trace("/checkout"), "");
		// nothing in the strip has a colour that the system does not give it
		assertThat(this.browser
			.run("""
					await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
					const canvas = document.querySelector('.minimap canvas');
					const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
					let painted = 0;
					for (let at = 0; at < data.length; at += 4) {
						if (data[at + 3] && Math.max(data[at], data[at + 1], data[at + 2]) - Math.min(data[at], data[at + 1], data[at + 2]) > 8) {
							return `colour ${data.slice(at, at + 4)}`;
						}
						painted += data[at + 3] ? 1 : 0;
					}
					return painted > 1000 ? 'grey' : 'empty';"""))
			.isEqualTo("grey");
	}

	@Test
	void drawsTheListInTheColoursOfTheSystem() throws IOException {
		trace("/checkout");
		this.browser.go(page(""));
		this.browser.await("document.querySelector('.list .body .row')");
		this.browser.evaluate("document.querySelector('.list .body .row').focus()");
		assertThat(colour(".list .row:focus .label", "background-color")).isEqualTo(system("Highlight"));
		assertThat(colour(".list .row:focus .label", "color")).isEqualTo(system("HighlightText"));
		assertThat(colour(".list .main", "background-color")).isEqualTo(system("CanvasText"));
		keep("forced-list");
	}

	private Object colour(String selector, String property) {
		return this.browser.evaluate(
				"getComputedStyle(document.querySelector('" + selector + "')).getPropertyValue('" + property + "')");
	}

	/** What a colour of the system is at present. */
	private Object system(String name) {
		return this.browser.run("""
				const probe = document.createElement('i');
				probe.style.forcedColorAdjust = 'none';
				probe.style.color = '%s';
				document.body.append(probe);
				const { color } = getComputedStyle(probe);
				probe.remove();
				return color;""".formatted(name));
	}

}
