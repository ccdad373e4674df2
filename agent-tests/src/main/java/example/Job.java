package example;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * What recurs.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnBooleanProperty("job")
class Job {

	private final Provider provider;

	Job(Provider provider) {
		this.provider = provider;
	}

	@Scheduled(fixedDelay = 100)
	void run() {
		this.provider.quote();
	}

}
