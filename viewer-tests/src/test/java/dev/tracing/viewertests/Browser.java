package dev.tracing.viewertests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.WheelInput;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.util.FileSystemUtils;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A Chromium that is installed on this machine, with a profile of its own. Tests that
 * need one are skipped where there is none, unless {@code -Dviewer.browser=required}.
 */
final class Browser implements AutoCloseable {

	private static final List<String> BROWSERS = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
			"/usr/bin/google-chrome");

	private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver",
			"/usr/lib/chromium-browser/chromedriver");

	private final Path profile;

	private final ChromeDriver driver;

	private Browser(Path browser, Path driver) throws IOException {
		this.profile = Files.createTempDirectory("viewer-browser");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(browser.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--user-data-dir=" + this.profile);
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logging);
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(new File(driver.toString()))
					.usingAnyFreePort()
					.build(),
				options);
		this.driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
		cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
				window.violations = [];
				addEventListener('securitypolicyviolation', (event) => violations.push(
					`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""));
		// else a window without a screen may never get the focus: no :focus, no events
		cdp("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
		resize(1440, 900);
		colours("light");
	}

	static Browser open() {
		Path browser = firstOf(BROWSERS);
		Path driver = firstOf(DRIVERS);
		boolean required = "required".equals(System.getProperty("viewer.browser"));
		if (browser == null || driver == null) {
			if (required) {
				throw new IllegalStateException("None of " + BROWSERS + " or none of " + DRIVERS + " is installed");
			}
			assumeTrue(false, "no browser is installed");
		}
		try {
			return new Browser(browser, driver);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path firstOf(List<String> paths) {
		return paths.stream().map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
	}

	void resize(int width, int height) {
		cdp("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	void colours(String scheme) {
		prefer("prefers-color-scheme", scheme);
	}

	/** What the system of who looks prefers. */
	void prefer(String feature, String value) {
		cdp("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
	}

	/**
	 * Runs something before the scripts of the pages that are opened from now on; returns
	 * what undoes it.
	 */
	AutoCloseable beforehand(String script) {
		Object id = this.driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
			.get("identifier");
		return () -> cdp("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
	}

	/** Lets pages read what they have copied. */
	void allowClipboard() {
		cdp("Browser.grantPermissions",
				Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
	}

	/** Drags from one place of an element to another, in parts of its size. */
	void drag(String selector, double fromPart, double toPart) {
		WebElement element = element(selector);
		Dimension size = element.getSize();
		int from = (int) (size.getWidth() * (fromPart - 0.5));
		int to = (int) (size.getWidth() * (toPart - 0.5));
		new Actions(this.driver).moveToElement(element, from, 0)
			.clickAndHold()
			.moveByOffset((to - from) / 2, 0)
			.moveByOffset(to - from - (to - from) / 2, 0)
			.release()
			.perform();
	}

	void doubleClick(String selector, double part) {
		WebElement element = element(selector);
		int x = (int) (element.getSize().getWidth() * (part - 0.5));
		new Actions(this.driver).moveToElement(element, x, 0).doubleClick().perform();
	}

	/** Turns the wheel above an element while a key is held. */
	void wheel(String selector, Keys held, int by) {
		new Actions(this.driver).keyDown(held)
			.scrollFromOrigin(WheelInput.ScrollOrigin.fromElement(element(selector)), 0, by)
			.keyUp(held)
			.perform();
	}

	private void cdp(String command, Map<String, Object> parameters) {
		this.driver.executeCdpCommand(command, parameters);
	}

	void go(String address) {
		// so that an address that differs only after the # is loaded anew
		this.driver.get("about:blank");
		this.driver.get(address);
	}

	void reload() {
		this.driver.navigate().refresh();
	}

	void back() {
		this.driver.navigate().back();
	}

	void forward() {
		this.driver.navigate().forward();
	}

	/** Waits for the address of the page to have something in it. */
	void awaitAddress(String part) {
		await("location.href.includes('" + part + "')");
	}

	/** Waits for an expression in the page to become true. */
	void await(String expression) {
		new WebDriverWait(this.driver, Duration.ofSeconds(30))
			.withMessage(() -> expression + "; the page shows: " + text())
			.until((driver) -> Boolean.TRUE.equals(evaluate("Boolean(" + expression + ")")));
	}

	/** What an expression in the page is. */
	Object evaluate(String expression) {
		return this.driver.executeScript("return " + expression);
	}

	/** What the statements of an asynchronous function return. */
	Object run(String statements) {
		return this.driver.executeAsyncScript("const done = arguments[arguments.length - 1];" + "(async () => {"
				+ statements + "})().then(done, (error) => done('failed: ' + error.stack))");
	}

	List<String> texts(String selector) {
		return elements(selector).map(WebElement::getText).toList();
	}

	Stream<WebElement> elements(String selector) {
		return this.driver.findElements(By.cssSelector(selector)).stream();
	}

	WebElement element(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	void press(CharSequence... keys) {
		this.driver.switchTo().activeElement().sendKeys(keys);
	}

	/** What the element that has the focus is called. */
	String focused() {
		return String.valueOf(evaluate("document.activeElement.getAttribute('aria-label')"));
	}

	void write(String selector, String text) {
		element(selector).sendKeys(Keys.chord(Keys.CONTROL, "a"), text.isEmpty() ? Keys.DELETE : text);
	}

	String text() {
		return String.valueOf(evaluate("document.body.innerText.slice(0, 2000)"));
	}

	/**
	 * What a page must not have done: errors on the console, and what its policy forbids.
	 */
	List<String> complaints() {
		Stream<String> violations = ((List<?>) evaluate("window.violations ?? []")).stream().map(String::valueOf);
		Stream<String> errors = this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage);
		return Stream.concat(violations, errors).toList();
	}

	byte[] picture() {
		return this.driver.getScreenshotAs(org.openqa.selenium.OutputType.BYTES);
	}

	@Override
	public void close() {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile.toFile());
	}

}
