package example.woven;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Runs some of what is woven, and ends.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class JarApplication {

	public static void main(String[] args) throws Exception {
		try (ConfigurableApplicationContext application = SpringApplication.run(JarApplication.class, args)) {
			new Methods().ofEveryKind();
			new Executors().submit();
			new Streams().nested();
		}
	}

}
