package dev.tracing.viewertests;

import dev.tracing.Traced;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that is looked at, on either web server.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ ViewerApplication.Shop.class, ViewerApplication.Stock.class })
class ViewerApplication {

	@RestController
	static class Shop {

		private final Stock stock;

		Shop(Stock stock) {
			this.stock = stock;
		}

		@GetMapping("/buy")
		String buy() {
			return this.stock.take();
		}

	}

	static class Stock {

		@Traced
		public String take() {
			return "taken";
		}

	}

}
