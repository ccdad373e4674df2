package dev.tracing.matrix.spring;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.tracing.Traced;
import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Lookup;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.transaction.annotation.Transactional;

import static dev.tracing.test.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Beans that Spring makes in other ways than by a class and its constructor: each traced
 * call is one span.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "spring.main.lazy-initialization=true")
class KindsOfBeansTests {

	@Autowired
	private Leaf.Root root;

	@Autowired
	private RecordedTraces traces;

	@MockitoBean
	private Mocked mocked;

	@MockitoSpyBean
	private Spied spied;

	@Test
	void aScopedBeanIsTracedOnceBehindItsScopedProxy(@Autowired Scoped scoped) {
		this.root.run(scoped::work);
		assertTree("Scoped.work");
	}

	@Test
	void aPrototypeThatALookupMethodMakes(@Autowired Looking looking) {
		this.root.run(() -> looking.part().work());
		assertTree("Part.work");
	}

	@Test
	void aRepositoryOfSpringData(@Autowired Offers offers) {
		this.root.run(() -> offers.findById(1L));
		assertTree("Offers.findById");
		this.root.run(() -> offers.findByDestination("Bergen"));
		assertTree("Offers.findByDestination");
	}

	@Test
	void aLambda(@Autowired Pricing pricing) {
		this.root.run(() -> assertThat(pricing.price("Bergen")).isEqualTo(6));
		assertTree("Pricing.price");
	}

	@Test
	void beansThatNeedEachOther(@Autowired Chicken chicken) {
		this.root.run(chicken::lay);
		assertThat(this.traces.awaitOne()).hasTree("""
				root
				└─ Chicken.lay
				   └─ Egg.hatch
				""");
	}

	@Test
	void aSpyIsTracedAndStillASpy(@Autowired Caller caller) {
		this.root.run(caller::callSpied);
		assertTree("Spied.work");
		Mockito.verify(this.spied).work();
	}

	@Test
	void aMockIsStillAMock(@Autowired Caller caller) {
		given(this.mocked.work()).willReturn("mocked");
		assertThat(caller.callMocked()).isEqualTo("mocked");
		Mockito.verify(this.mocked).work();
	}

	@Test
	void aBeanThatIsTransactionalAndAsynchronousToo(@Autowired Everything everything) {
		this.root.run(() -> everything.work().join());
		assertTree("Everything.work");
	}

	private void assertTree(String leaf) {
		assertThat(this.traces.awaitOne()).hasTree("root\n└─ " + leaf + "\n");
	}

	@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class Scoped {

		@Traced
		public void work() {
		}

	}

	@Scope("prototype")
	static class Part {

		@Traced
		public void work() {
		}

	}

	abstract static class Looking {

		@Lookup
		abstract Part part();

	}

	@Traced
	interface Offers extends CrudRepository<Offer, Long> {

		@Override
		@Traced
		Optional<Offer> findById(Long id);

		List<Offer> findByDestination(String destination);

	}

	record Offer(@Id Long id, String destination) {
	}

	@FunctionalInterface
	interface Pricing {

		@Traced
		int price(String destination);

	}

	static class Chicken {

		private final Egg egg;

		Chicken(@Lazy Egg egg) {
			this.egg = egg;
		}

		@Traced
		public void lay() {
			this.egg.hatch();
		}

	}

	static class Egg {

		private final Chicken chicken;

		Egg(Chicken chicken) {
			this.chicken = chicken;
		}

		@Traced
		public void hatch() {
			assertThat(this.chicken).isNotNull();
		}

	}

	static class Spied {

		@Traced
		public String work() {
			return "real";
		}

	}

	static class Mocked {

		@Traced
		public String work() {
			return "real";
		}

	}

	static class Caller {

		private final Spied spied;

		private final Mocked mocked;

		Caller(Spied spied, Mocked mocked) {
			this.spied = spied;
			this.mocked = mocked;
		}

		String callSpied() {
			return this.spied.work();
		}

		String callMocked() {
			return this.mocked.work();
		}

	}

	static class Everything {

		@Async
		@Transactional
		@Traced
		public CompletableFuture<String> work() {
			return CompletableFuture.completedFuture("done");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@EnableJdbcRepositories(considerNestedRepositories = true)
	@Import({ Leaf.class, Leaf.Root.class, Scoped.class, Part.class, Looking.class, Chicken.class, Egg.class,
			Spied.class, Mocked.class, Caller.class, Everything.class })
	static class Application {

		@Bean
		static CustomScopeConfigurer threadScope() {
			CustomScopeConfigurer scopes = new CustomScopeConfigurer();
			scopes.addScope("thread", new SimpleThreadScope());
			return scopes;
		}

		@Bean
		Pricing pricing() {
			return String::length;
		}

		@Bean
		ApplicationRunner schema(JdbcOperations jdbc) {
			return (args) -> jdbc.execute("create table offer (id bigint primary key, destination varchar(20))");
		}

	}

}
