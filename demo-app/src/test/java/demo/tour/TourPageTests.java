package demo.tour;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The page of the tour in a browser, if one is installed.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "tour.at-start=false")
class TourPageTests {

	private static final Path BROWSER = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	@LocalServerPort
	private int port;

	@TempDir
	private Path profile;

	private ChromeDriver driver;

	@BeforeEach
	void openBrowser() {
		boolean installed = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
		assumeTrue(installed || "required".equals(System.getProperty("viewer.browser")), "no browser is installed");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(BROWSER.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--user-data-dir=" + this.profile);
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).usingAnyFreePort().build(),
				options);
	}

	@AfterEach
	void closeBrowser() {
		if (this.driver != null) {
			this.driver.quit();
		}
	}

	@Test
	void leadsFromARunToItsTrace() {
		this.driver.get("http://localhost:" + this.port + "/");
		await("document.querySelector('#constructs button:enabled')");
		this.driver.findElement(By.cssSelector("#run-completable-future")).click();
		await("!document.querySelector('#trace').hidden && document.querySelector('#outcome').className === 'good'");
		String tree = this.driver.findElement(By.cssSelector("#tree")).getText();
		this.driver.findElement(By.cssSelector("#viewer")).click();
		await("document.querySelectorAll('.trace .body [role=row]').length > 5");
		assertThat(this.driver.getCurrentUrl()).matches("http://localhost:\\d+/actuator/traces/ui#/t/[0-9a-f]{32}.*");
		assertThat(tree).contains(this.driver.findElement(By.cssSelector(".trace h1")).getText());
		assertThat(this.driver.findElements(By.cssSelector(".brackets .bracket"))).isNotEmpty();
	}

	private void await(String expression) {
		long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (!Boolean.TRUE.equals(this.driver.executeScript("return Boolean(" + expression + ")"))) {
			assertThat(System.nanoTime())
				.as(() -> expression + "; the page shows: "
						+ this.driver.executeScript("return location.href + ' ' + document.body.innerText"))
				.isLessThan(deadline);
		}
	}

}
