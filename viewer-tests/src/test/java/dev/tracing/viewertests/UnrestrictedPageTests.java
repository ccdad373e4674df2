package dev.tracing.viewertests;

import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of an application that lets it delete, and that does not record everything.
 */
@TestPropertySource(properties = { "spring.main.web-application-type=servlet",
		"management.endpoint.traces.access=unrestricted", "management.tracing.sampling.probability=0.25" })
class UnrestrictedPageTests extends PageInBrowser {

	@Test
	void saysThatNotAllIsRecordedUntilItIsHidden() {
		this.browser.go(page(""));
		this.browser.await("document.querySelector('.banner')");
		assertThat(this.browser.element(".banner").getText()).contains("Sampling is 25 %")
			.contains("about 75 of 100 traces are not recorded")
			.contains("management.tracing.sampling.probability=1.0");
		this.browser.element(".banner button").click();
		this.browser.await("!document.querySelector('.banner')");
		this.browser.reload();
		this.browser.await("document.querySelector('.live').dataset.state === 'live'");
		assertThat(this.browser.evaluate("document.querySelector('.banner')")).isNull();
		this.browser.run("sessionStorage.clear()");
	}

	@Test
	void clearsThePageAndThenTheApplication() {
		// whoever calls has decided that it is recorded
		String id = "4bf92f3577b34da6a3ce929d0e0e4736";
		assertThat(this.application.get("/buy", "traceparent", "00-" + id + "-00f067aa0ba902b7-01").statusCode())
			.isEqualTo(200);
		this.browser.go(page(""));
		this.browser.await("document.querySelector('.list .body .row')");
		click(".tools button", "clear");
		this.browser.await("document.querySelector('.reason').textContent.startsWith('Cleared.')");
		click(".reason button", "show them");
		this.browser.await("document.querySelector('.list .body .row')");
		assertThat(this.recorder.find(id)).isPresent();
		click(".tools button", "clear");
		this.browser.await("document.querySelector('.reason').textContent.startsWith('Cleared.')");
		click(".reason button", "delete all finished");
		this.browser.await("document.querySelector('.reason').textContent.startsWith('No trace yet.')");
		assertThat(this.recorder.find(id)).isEmpty();
	}

	private void click(String selector, String words) {
		this.browser.run("[...document.querySelectorAll('" + selector + "')].find((each) => each.textContent === '"
				+ words + "').click()");
	}

}
