package dev.tracing.viewertests;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A trace of ten thousand spans. How many elements the page has is a hard limit; times
 * are reported, and only what no slow machine explains fails.
 */
@TestPropertySource(properties = "spring.main.web-application-type=servlet")
class LargeTraceTests extends PageInBrowser {

	private static final String MEASURE = """
			const frame = () => new Promise((next) => requestAnimationFrame(() => next(performance.now())));
			const grid = document.querySelector('.grid');
			const timed = async (action) => {
				const from = performance.now();
				action();
				grid.getBoundingClientRect();
				return performance.now() - from;
			};
			const key = (name) => () => document.querySelector('.body .row[tabindex="0"]')
				.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
			const frames = [];
			let before = await frame();
			for (let i = 0; i < 120; i++) {
				grid.scrollTop += 700;
				const now = await frame();
				frames.push(now - before);
				before = now;
			}
			frames.sort((a, b) => a - b);
			grid.scrollTop = 0;
			await frame();
			const elements = document.querySelectorAll('*').length;
			const find = document.querySelector('.find');
			find.value = 'row 42';
			return {
				scroll: frames[Math.floor(frames.length * 0.95)],
				elements,
				find: await timed(() => find.dispatchEvent(new Event('input'))),
				close: await timed(key('[')),
				open: await timed(key(']')),
			};""";

	@Test
	void staysSmooth() {
		String id = trace("/export?spans=9900");
		this.browser.go("about:blank");
		this.browser.go(page("#/t/" + id));
		this.browser.await("document.querySelector('.trace .body [role=row]')");
		double first = ((Number) this.browser.evaluate("performance.now()")).doubleValue();
		assertThat(this.browser.text()).contains("spans");
		Map<?, ?> measured = (Map<?, ?>) this.browser.run(MEASURE);
		System.out.printf("A trace of 9,901 spans in the browser: rows at most %.0f ms after the navigation began, "
				+ "95 %% of frames while scrolling within %.1f ms, find %.1f ms, close a level %.1f ms, open it %.1f ms, %s elements%n",
				first, millis(measured, "scroll"), millis(measured, "find"), millis(measured, "close"),
				millis(measured, "open"), measured.get("elements"));
		assertThat(((Number) measured.get("elements")).intValue()).isLessThanOrEqualTo(1500);
		assertThat(first).isLessThan(20_000);
		assertThat(millis(measured, "find")).isLessThan(2000);
		assertThat(millis(measured, "close")).isLessThan(2000);
		assertThat(millis(measured, "open")).isLessThan(2000);
	}

	private static double millis(Map<?, ?> measured, String name) {
		return ((Number) measured.get(name)).doubleValue();
	}

}
