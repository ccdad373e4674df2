package dev.tracing.viewertests;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page does in a browser, on every web server.
 */
abstract class PageContract extends PageInBrowser {

	@Test
	void listsTracesAndOpensOne() {
		String id = trace("/checkout");
		this.browser.go(page(""));
		this.browser.await(row("/checkout"));
		this.browser.run(row("/checkout") + ".click()");
		this.browser.await("location.hash.startsWith('#/t/" + id + "')");
		this.browser.await("document.querySelector('[role=treegrid] [role=row][aria-level=\"2\"]')");
		assertThat(this.browser.texts(".trace .label")).anyMatch((name) -> name.startsWith("Supplier.quote"))
			.contains("Offers.rank", "Audit.write");
		this.browser.back();
		this.browser.await(row("/checkout"));
		this.browser.forward();
		this.browser.await("document.querySelector('.trace .body [role=row]')");
	}

	@Test
	void showsWhatIsTrueOfATrace() {
		this.browser.go(page("#/t/" + trace("/checkout")));
		this.browser.await("document.querySelector('.trace .body [role=row]')");
		assertThat(name("http get /checkout")).contains("on critical path");
		assertThat(name("Supplier.quote 60")).contains("parallel with 2").contains("on critical path");
		assertThat(name("Supplier.quote 25")).contains("parallel with 2");
		assertThat(name("Audit.write")).contains("detached").doesNotContain("critical");
		assertThat(name("Coupons.apply")).contains("error");
		assertThat(name("SELECT offer")).contains("repeated 12 times");
		assertThat(this.browser.texts(".chip.parallel")).anyMatch((chip) -> chip.startsWith("∥3"));
		assertThat(this.browser.evaluate("document.querySelectorAll('.brackets .bracket[d^=M]').length")).isEqualTo(1L);
		assertThat(this.browser.evaluate("document.querySelectorAll('.bars .rail[d^=M]').length")).isEqualTo(1L);
	}

	@Test
	void isWalkedWithTheKeyboard() {
		this.browser.go(page("#/t/" + trace("/checkout")));
		this.browser.await("document.activeElement.getAttribute('role') === 'row'");
		assertThat(this.browser.focused()).startsWith("http get /checkout");
		this.browser.press(Keys.ARROW_DOWN);
		assertThat(this.browser.focused()).startsWith("Customers.authenticate");
		assertThat(active("aria-level")).isEqualTo("2");
		assertThat(active("aria-posinset")).isEqualTo("1");
		assertThat(active("aria-selected")).isEqualTo("true");
		this.browser.press(Keys.ARROW_LEFT);
		assertThat(active("aria-expanded")).isEqualTo("true");
		this.browser.press(Keys.ARROW_LEFT);
		assertThat(active("aria-expanded")).isEqualTo("false");
		assertThat(this.browser.evaluate("document.querySelector('[role=treegrid]').getAttribute('aria-rowcount')"))
			.isEqualTo("2");
		this.browser.press(Keys.ARROW_RIGHT);
		this.browser.press(Keys.END);
		assertThat(active("aria-rowindex")).isEqualTo(
				this.browser.evaluate("document.querySelector('[role=treegrid]').getAttribute('aria-rowcount')"));
		this.browser.press("e");
		assertThat(this.browser.focused()).startsWith("Coupons.apply");
		this.browser.press(Keys.ENTER);
		assertThat(this.browser.evaluate("document.activeElement.className")).isEqualTo("details");
		this.browser.press(Keys.ESCAPE);
		assertThat(this.browser.focused()).startsWith("Coupons.apply");
		this.browser.press("l");
		this.browser.await("document.querySelector('.grid.lanes .row.lane')");
		assertThat(this.browser.texts(".lane .label")).anyMatch((lane) -> lane.startsWith("supplier-"));
		this.browser.press("v");
		this.browser.await("document.querySelector('.grid.table .body .row')");
		this.browser.awaitAddress("v=table");
	}

	@Test
	void findsAndFilters() {
		this.browser.go(page("#/t/" + trace("/checkout")));
		this.browser.await("document.querySelector('.trace .body [role=row]')");
		this.browser.write(".find", "quote");
		this.browser.await("document.querySelectorAll('.row.hit').length === 6");
		assertThat(this.browser.texts(".hits")).containsExactly("6 hits");
		this.browser.awaitAddress("q=quote");
		this.browser.write(".find", "");
		this.browser
			.run("[...document.querySelectorAll('.tools button')].find((b) => b.textContent === 'errors').click()");
		this.browser.await("document.querySelectorAll('.trace .body .row').length === 2");
		assertThat(this.browser.texts(".trace .label")).containsExactlyInAnyOrder("http get /checkout",
				"Coupons.apply");
	}

	@Test
	void filtersTheListAndKeepsItInTheAddress() {
		trace("/checkout");
		trace("/buy");
		this.browser.go(page(""));
		this.browser.await(row("/buy"));
		this.browser.write(".find", "checkout");
		this.browser.await("!" + row("/buy") + " && " + row("/checkout"));
		this.browser.awaitAddress("q=checkout");
		this.browser.go(page("#/?q=nothing-like-it"));
		this.browser.await("document.querySelector('.reason').textContent.includes('passes the filter')");
	}

	@Test
	void showsNewTracesAtOnceUnlessSomebodyIsInTheList() {
		trace("/buy");
		this.browser.go(page("#/?q=http"));
		this.browser.await("document.querySelector('.live').dataset.state === 'live' && " + row("/buy"));
		trace("/evil");
		this.browser.await(row("/evil"));
		this.browser.evaluate("document.querySelector('.list .body .row').focus()");
		String waiting = trace("/checkout");
		this.browser.await("!document.querySelector('.newer').hidden");
		assertThat(this.browser.evaluate("document.querySelector('.list .body .row').trace.id")).isNotEqualTo(waiting);
		this.browser.press(".");
		this.browser
			.await("document.querySelector('.list .body .row[aria-rowindex=\"2\"]').trace.id === '" + waiting + "'");
	}

	@Test
	void pauses() {
		trace("/buy");
		this.browser.go(page(""));
		this.browser.await("document.querySelector('.live').dataset.state === 'live' && " + row("/buy"));
		this.browser
			.run("[...document.querySelectorAll('.tools button')].find((b) => b.textContent === 'pause').click()");
		this.browser.awaitAddress("live=0");
		String id = trace("/checkout");
		this.browser.await("!document.querySelector('.newer').hidden");
		assertThat(this.browser.evaluate(rowOf(id))).isNull();
		this.browser
			.run("[...document.querySelectorAll('.tools button')].find((b) => b.textContent === 'go on').click()");
		this.browser.await(rowOf(id));
	}

	@Test
	void showsWhatIsRunningAndThatItEnds() {
		assertThat(this.application.get("/slow").statusCode()).isEqualTo(200);
		this.browser.go(page("#/?q=slow"));
		this.browser.await("document.querySelector('.list .row.running')");
		this.browser.run("document.querySelector('.list .row.running').click()");
		this.browser.await("document.querySelector('.trace .chip.running')");
		assertThat(this.application.get("/release").statusCode()).isEqualTo(200);
		this.browser
			.await("document.querySelector('.trace .body .row') && !document.querySelector('.trace .chip.running')");
	}

	@Test
	void showsMarkupAsText() {
		this.browser.go(page("#/t/" + trace("/evil")));
		this.browser.await("document.querySelector('.trace .body [role=row]')");
		assertThat(this.browser.texts(".trace .label")).contains(PageApplication.MARKUP, "gnp.‹U+202E›exe");
		assertThat(this.browser.evaluate("document.querySelectorAll('img, [onerror]').length")).isEqualTo(0L);
		this.browser.press(Keys.ARROW_DOWN);
		assertThat(this.browser.element(".details h2").getText()).isEqualTo(PageApplication.MARKUP);
	}

	@Test
	void isLookedAt() throws IOException {
		// the first call of an application is no example
		List.of("/checkout", "/buy", "/evil", "/buy", "/checkout", "/buy").forEach(this::trace);
		String id = trace("/checkout");
		for (String scheme : List.of("light", "dark")) {
			this.browser.colours(scheme);
			this.browser.resize(1360, 380);
			this.browser.go(page(""));
			this.browser.await(row("/checkout"));
			keep("traces-" + scheme);
			this.browser.resize(1360, 600);
			this.browser.go(page("#/t/" + id));
			this.browser.await("document.querySelector('.details .values')");
			keep("trace-" + scheme);
		}
		this.browser.colours("light");
		this.browser.resize(1440, 900);
		this.browser.go(page("#/help"));
		this.browser.await("document.querySelectorAll('.help dl:last-child dt').length > 3");
		assertThat(this.browser.texts(".help dt")).anyMatch((limit) -> limit.contains("spans per trace"));
	}

	private static String row(String path) {
		return "[...document.querySelectorAll('.list .body .row')].find((row) => row.trace.name === 'http get " + path
				+ "')";
	}

	private static String rowOf(String id) {
		return "([...document.querySelectorAll('.list .body .row')].find((row) => row.trace.id === '" + id
				+ "') ?? null)";
	}

	/** What a row of the tree is called. */
	private String name(String span) {
		return this.browser.elements(".trace .body [role=row]")
			.map((row) -> String.valueOf(row.getAttribute("aria-label")))
			.filter((label) -> label.startsWith(span))
			.findFirst()
			.orElseThrow();
	}

	private String active(String attribute) {
		return String.valueOf(this.browser.evaluate("document.activeElement.getAttribute('" + attribute + "')"));
	}

}
