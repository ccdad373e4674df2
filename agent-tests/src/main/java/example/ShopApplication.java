package example;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.opentelemetry.sdk.OpenTelemetrySdk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A shop with executors of each kind.
 */
@SpringBootApplication
@EnableAsync
public class ShopApplication {

	/** How many calls run at the same time. */
	static final int FIVE = 5;

	/** How many threads serve requests. */
	static final int THREADS = 10;

	public static void main(String[] args) {
		SpringApplication.run(ShopApplication.class, args);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor springPool() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setCorePoolSize(FIVE);
		pool.setThreadNamePrefix("spring-");
		return pool;
	}

	@Bean(defaultCandidate = false)
	ExecutorService jdkPool() {
		return Executors.newFixedThreadPool(FIVE);
	}

	/**
	 * One that the agent does not know.
	 */
	@Bean(defaultCandidate = false)
	Executor ownExecutor() {
		return (task) -> new Thread(task, "own").start();
	}

	/**
	 * One of the application's own, which the agent knows nothing of.
	 */
	@Bean
	@ConditionalOnBooleanProperty("shop.own-open-telemetry")
	OpenTelemetrySdk ownOpenTelemetry() {
		return OpenTelemetrySdk.builder().build();
	}

	@Bean
	RestClient restClient(RestClient.Builder builder) {
		return builder.build();
	}

	@Bean
	WebClient webClient(WebClient.Builder builder) {
		return builder.build();
	}

}
