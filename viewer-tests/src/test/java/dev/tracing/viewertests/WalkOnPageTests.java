package dev.tracing.viewertests;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The keys that lead through a trace, and what is copied from it.
 */
@TestPropertySource(properties = "spring.main.web-application-type=servlet")
class WalkOnPageTests extends PageInBrowser {

	private JsonNode trace;

	@BeforeEach
	void openTrace() {
		String id = trace("/checkout");
		this.trace = this.application.json("/actuator/traces/" + id);
		open(id, "");
	}

	@Test
	void goesThroughEachPieceOfTheCriticalPath() {
		List<String> path = new ArrayList<>();
		this.trace.get("critical").forEach((piece) -> path.add(name(piece.get("i").asInt())));
		List<String> walked = new ArrayList<>(List.of(selected()));
		for (int i = 1; i < path.size(); i++) {
			this.browser.press("c");
			walked.add(selected());
		}
		assertThat(walked).isEqualTo(path);
		this.browser.press("c");
		assertThat(selected()).isEqualTo(path.get(0));
		this.browser.press("C");
		assertThat(selected()).isEqualTo(path.get(path.size() - 1));
	}

	@Test
	void goesThroughWhatRanInParallel() {
		select("Supplier.quote 25");
		List<String> members = List.of("Supplier.quote 25", "Supplier.quote 40", "Supplier.quote 60");
		List<String> walked = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			this.browser.press("p");
			walked.add(selected());
		}
		assertThat(walked).containsExactlyInAnyOrderElementsOf(members);
		select("Customers.authenticate");
		this.browser.press("p");
		assertThat(selected()).isEqualTo("Customers.authenticate");
		assertThat(this.browser.texts(".toast")).containsExactly("nothing ran in parallel with this span");
	}

	@Test
	void goesThroughWarningsAndHits() {
		this.browser.press("w");
		assertThat(this.browser.focused()).contains("warning W");
		String first = selected();
		this.browser.press("w");
		assertThat(this.browser.focused()).contains("warning W");
		assertThat(selected()).isNotEqualTo(first);
		this.browser.press("W");
		assertThat(selected()).isEqualTo(first);
		this.browser.write(".find", "quotes");
		this.browser.await("document.querySelectorAll('.row.hit').length === 3");
		this.browser.press(Keys.ESCAPE);
		assertThat(this.browser.evaluate("document.activeElement.getAttribute('role')")).isEqualTo("row");
		List<Object> rows = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			this.browser.press("n");
			assertThat(selected()).isEqualTo("GET quotes");
			rows.add(this.browser.evaluate("document.activeElement.ariaRowIndex"));
		}
		assertThat(rows).doesNotHaveDuplicates();
		this.browser.press("N");
		assertThat(this.browser.evaluate("document.activeElement.ariaRowIndex")).isEqualTo(rows.get(1));
	}

	@Test
	void opensAndClosesLevels() {
		Object all = rows();
		this.browser.press("[");
		Object outer = rows();
		assertThat(Integer.parseInt((String) outer)).isLessThan(Integer.parseInt((String) all));
		this.browser.press("[");
		assertThat(rows()).isEqualTo("2");
		this.browser.press("]");
		assertThat(rows()).isEqualTo(outer);
		select("Customers.authenticate");
		this.browser.press("*");
		// with the twelve of the loop, which one row stood for
		assertThat(this.browser.texts(".body .label")).contains("GET quotes", "SELECT offer");
		assertThat(rows()).isEqualTo(all);
		select("SELECT offer");
		this.browser.press(Keys.SPACE);
		assertThat(rows()).isEqualTo(String.valueOf(Integer.parseInt((String) all) + 12));
	}

	@Test
	void copies() {
		this.browser.allowClipboard();
		select("Offers.rank");
		this.browser.press("y");
		this.browser.await("document.querySelector('.toast')?.textContent.startsWith('copied: Offers.rank')");
		assertThat(copied()).startsWith("Offers.rank · internal · ")
			.contains("trace " + this.trace.get("id").asString());
		this.browser.run("document.querySelector('.title button:not(.chip)').click()");
		this.browser.await(
				"document.querySelector('.toast')?.textContent === 'copied: " + this.trace.get("id").asString() + "'");
		assertThat(copied()).isEqualTo(this.trace.get("id").asString());
		JsonNode exported = this.application.json(String.valueOf(this.browser
			.evaluate("new URL(document.querySelector('.title a[download]').href).pathname + '?format=export'")));
		assertThat(exported.get("spans").get(0).get("attributes")).isNotEmpty();
	}

	@Test
	void leavesLettersAloneWhereTheyAreNotWanted() {
		this.browser.press("?");
		this.browser.await("document.querySelector('.help')");
		this.browser.run(
				"[...document.querySelectorAll('.help button')].find((b) => b.textContent.includes('letters')).click()");
		this.browser.back();
		this.browser.await("document.activeElement.getAttribute('role') === 'row'");
		String before = selected();
		this.browser.press("c");
		assertThat(selected()).isEqualTo(before);
		this.browser.press(Keys.ARROW_DOWN);
		assertThat(selected()).isNotEqualTo(before);
		this.browser.run("localStorage.clear()");
	}

	private String copied() {
		return String.valueOf(this.browser.run("return navigator.clipboard.readText();"));
	}

	private Object rows() {
		return this.browser.evaluate("document.querySelector('[role=treegrid]').ariaRowCount");
	}

	private String name(int span) {
		return this.trace.get("names").get(this.trace.get("spans").get(span).get("n").asInt()).asString();
	}

	private String selected() {
		return String.valueOf(this.browser.evaluate("document.querySelector('.row.selected .label').textContent"));
	}

}
