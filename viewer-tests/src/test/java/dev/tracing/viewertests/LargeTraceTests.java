package dev.tracing.viewertests;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A trace of ten thousand spans, each with a row of its own. How many elements the page
 * has is a hard limit; times are reported, and only what no slow machine explains fails.
 */
@TestPropertySource(properties = "spring.main.web-application-type=servlet")
class LargeTraceTests extends PageInBrowser {

	private static final String MEASURE = """
			const frame = () => new Promise((next) => requestAnimationFrame(() => next(performance.now())));
			const grid = document.querySelector('.grid');
			const timed = async (action) => {
				const from = performance.now();
				action();
				// what an action has changed is painted after it, in a microtask
				await Promise.resolve();
				await Promise.resolve();
				grid.getBoundingClientRect();
				return performance.now() - from;
			};
			const key = (name) => () => document.querySelector('.body .row[tabindex="0"]')
				.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
			const frames = [];
			let elements = 0;
			let before = await frame();
			for (let i = 0; i < 120; i++) {
				grid.scrollTop += 700;
				const now = await frame();
				frames.push(now - before);
				before = now;
				elements = Math.max(elements, document.querySelectorAll('*').length);
			}
			frames.sort((a, b) => a - b);
			grid.scrollTop = 0;
			await frame();
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
		this.browser.go(page("#/t/" + id + "?g=0"));
		this.browser.await("performance.getEntriesByName('trace shown').length");
		Map<?, ?> shown = (Map<?, ?>) this.browser.run("""
				const answer = performance.getEntriesByType('resource').find((entry) => entry.name.endsWith('%s'));
				return {
					first: performance.getEntriesByName('trace shown')[0].startTime - answer.responseEnd,
					answer: answer.duration,
					size: answer.decodedBodySize / 1e6,
					rows: document.querySelectorAll('.body .row').length,
				};""".formatted(id));
		assertThat(number(shown, "rows")).isGreaterThan(25);
		Map<?, ?> measured = (Map<?, ?>) this.browser.run(MEASURE);
		System.out.printf(
				"""
						A trace of 9,901 spans in the browser:
						answer of the application %.0f ms, %.1f MB, shown %.0f ms after it, 95 %% of frames while scrolling within %.1f ms,
						find %.1f ms, close a level %.1f ms, open it %.1f ms, at most %s elements
						""",
				number(shown, "answer"), number(shown, "size"), number(shown, "first"), number(measured, "scroll"),
				number(measured, "find"), number(measured, "close"), number(measured, "open"),
				measured.get("elements"));
		assertThat(((Number) measured.get("elements")).intValue()).isLessThanOrEqualTo(1500);
		assertThat(number(shown, "first")).isLessThan(10_000);
		assertThat(number(measured, "find")).isLessThan(2000);
		assertThat(number(measured, "close")).isLessThan(2000);
		assertThat(number(measured, "open")).isLessThan(2000);
	}

	private static double number(Map<?, ?> measured, String name) {
		return ((Number) measured.get(name)).doubleValue();
	}

}
