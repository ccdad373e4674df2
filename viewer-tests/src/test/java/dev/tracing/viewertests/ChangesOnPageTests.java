package dev.tracing.viewertests;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the page learns of what happens, and how it shows what goes on.
 */
@TestPropertySource(properties = "spring.main.web-application-type=servlet")
class ChangesOnPageTests extends PageInBrowser {

	@Test
	void asksWhereEventsAreRefused() {
		trace("/buy");
		try (Closer streams = new Closer()) {
			int open = 0;
			while (open < 5) {
				EventReader reader = streams.add(new EventReader(this.application, "/actuator/traces/events"));
				// those of pages that are closed are given up when another is wanted
				open += (reader.response().statusCode() == 200) ? 1 : 0;
			}
			this.browser.go(page(""));
			this.browser.await("document.querySelector('.live').dataset.state === 'polling'");
			String id = trace("/checkout");
			this.browser.await(row(id));
			this.browser.await("document.querySelector('.live').textContent === '● every 2 s'");
			assertThat(this.browser.complaints()).isNotEmpty()
				.allSatisfy((complaint) -> assertThat(complaint).contains("/events").contains("503"));
		}
	}

	@Test
	void asksForAllWhenTooMuchWasMissed() throws Exception {
		trace("/buy");
		// the page's stream loses what it is told, as a slow client's does
		try (AutoCloseable undo = this.browser.beforehand("""
				window.EventSource = class extends EventSource {
					constructor(url) {
						super(url);
						window.stream = this;
					}
					addEventListener(name, listener) {
						super.addEventListener(name, (event) => (name === 'traces' && window.deaf)
							? window.missed += event.data : listener(event));
					}
				};""")) {
			this.browser.go(page(""));
			this.browser.await("document.querySelector('.live').dataset.state === 'live'");
			this.browser.evaluate("window.deaf = true");
			String id = trace("/checkout");
			this.browser.await("window.missed?.includes('" + id + "')");
			assertThat(this.browser.evaluate(row(id))).isNull();
			this.browser.evaluate("stream.dispatchEvent(new MessageEvent('gap', "
					+ "{ data: '{\"from\":1,\"to\":2}', lastEventId: '2' }))");
			this.browser.await(row(id));
		}
	}

	@Test
	void comesBackToEventsWhenTheApplicationDoes() throws Exception {
		trace("/buy");
		try (AutoCloseable undo = this.browser.beforehand(
				"""
						const ask = window.fetch;
						window.fetch = (url, options) => (window.away ? Promise.reject(new TypeError('away')) : ask(url, options));
						window.EventSource = class extends EventSource {
							constructor(url) {
								super(url);
								window.stream = this;
								window.opened = (window.opened ?? 0) + 1;
							}
						};""")) {
			this.browser.go(page(""));
			this.browser.await("document.querySelector('.live').dataset.state === 'live' && opened === 1");
			this.browser.evaluate("(window.away = true, stream.dispatchEvent(new Event('error')))");
			this.browser.await("document.querySelector('.live').dataset.state === 'lost'");
			this.browser.evaluate("window.away = false");
			this.browser.await("document.querySelector('.live').dataset.state === 'live' && opened === 2");
			String id = trace("/checkout");
			this.browser.await(row(id));
		}
	}

	@Test
	void growsWithWhatRuns() {
		assertThat(this.application.get("/slow").statusCode()).isEqualTo(200);
		this.browser.go(page("#/?q=slow"));
		this.browser.await("document.querySelector('.list .row.running')");
		this.browser.run("document.querySelector('.list .row.running').click()");
		this.browser.await("document.querySelector('.body .row .chip.running')");
		select("Report.build");
		this.browser.await("document.querySelector('.details h2').textContent === 'Report.build'");
		// until it is some seconds old, of which the answer knows nothing
		List<?> seen = (List<?>) this.browser
			.run("""
					const row = [...document.querySelectorAll('.body .row')].at(-1);
					const read = () => [row.querySelector('.total'), row.querySelector('.self'),
						[...document.querySelectorAll('.details dt')].find((term) => term.textContent === 'takes').nextSibling]
						.map((element) => parseFloat(element.textContent.replace(/ (ms|µs).*/, 'e-3').replace(/ s.*/, '')));
					const frame = () => new Promise((next) => requestAnimationFrame(next));
					let most = 0;
					let values = read();
					while (values.some((value) => value < 2.5)) {
						await frame();
						values = read();
						if (values[0] < most) {
							return ['shrinks', values[0], most];
						}
						most = values[0];
					}
					return values;""");
		assertThat(seen).hasSize(3).allSatisfy((value) -> assertThat(value).isInstanceOf(Number.class));
		assertThat(this.application.get("/release").statusCode()).isEqualTo(200);
		this.browser.await("!document.querySelector('.trace .chip.running')");
	}

	@Test
	void growsInStepsWhereMotionIsNotWanted() {
		this.browser.prefer("prefers-reduced-motion", "reduce");
		assertThat(this.application.get("/slow").statusCode()).isEqualTo(200);
		this.browser.go(page("#/?q=slow"));
		this.browser.await("document.querySelector('.list .row.running')");
		this.browser.run("document.querySelector('.list .row.running').click()");
		this.browser.await("document.querySelector('.body .row .chip.running')");
		double milliseconds = ((Number) this.browser.run("""
				const total = [...document.querySelectorAll('.body .row')].at(-1).querySelector('.total');
				const times = [];
				await new Promise((done) => new MutationObserver(() => {
					times.push(performance.now());
					times.length === 9 && done();
				}).observe(total, { childList: true, characterData: true, subtree: true }));
				return (times[8] - times[0]) / 8;""")).doubleValue();
		assertThat(milliseconds).isGreaterThan(200);
		assertThat(this.application.get("/release").statusCode()).isEqualTo(200);
		this.browser.await("!document.querySelector('.trace .chip.running')");
		this.browser.colours("light");
	}

	private static String row(String id) {
		return "([...document.querySelectorAll('.list .body .row')].find((row) => row.trace.id === '" + id
				+ "') ?? null)";
	}

}
