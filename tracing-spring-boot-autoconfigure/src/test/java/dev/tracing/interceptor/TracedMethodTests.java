package dev.tracing.interceptor;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.function.Function;

import dev.tracing.Traced;
import dev.tracing.Untraced;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which methods {@code @Traced} reaches, and what their spans are called.
 */
class TracedMethodTests {

	@Test
	void namesTheSpanByClassAndMethod() {
		try (TracedBeans beans = new TracedBeans(Greeter.class)) {
			assertThat(beans.bean(Greeter.class).greet("you")).isEqualTo("hello you");
			SpanData span = beans.spans.one("Greeter.greet");
			assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL);
			assertThat(span.getAttributes().get(AttributeKey.stringKey("code.function.name")))
				.isEqualTo(Greeter.class.getName() + ".greet");
			assertThat(span.getAttributes().get(AttributeKey.stringKey("thread.name")))
				.isEqualTo(Thread.currentThread().getName());
			assertThat(span.getAttributes().get(AttributeKey.longKey("thread.id")))
				.isEqualTo(Thread.currentThread().getId());
		}
	}

	@Test
	void takesNameAndKindFromTheAnnotation() {
		try (TracedBeans beans = new TracedBeans(Greeter.class)) {
			beans.bean(Greeter.class).call();
			assertThat(beans.spans.one("outside").getKind()).isEqualTo(SpanKind.CLIENT);
		}
	}

	@Test
	void reachesMethodsThatAreNotPublic() {
		try (TracedBeans beans = new TracedBeans(Greeter.class)) {
			beans.bean(Greeter.class).packagePrivate();
			beans.bean(Greeter.class).protectedMethod();
			assertThat(beans.spanNames()).containsExactly("Greeter.packagePrivate", "Greeter.protectedMethod");
		}
	}

	@Test
	void leavesBeansWithoutTracedMethodsAsTheyAre() {
		try (TracedBeans beans = new TracedBeans(Plain.class)) {
			assertThat(AopUtils.isAopProxy(beans.bean(Plain.class))).isFalse();
		}
	}

	@Test
	void tracesThePublicMethodsOfAnAnnotatedClassLessThoseTakenOut() {
		try (TracedBeans beans = new TracedBeans(AllOfIt.class)) {
			AllOfIt bean = beans.bean(AllOfIt.class);
			bean.one();
			bean.named();
			bean.out();
			bean.packagePrivate();
			bean.inherited();
			assertThat(bean.toString()).isNotNull();
			assertThat(beans.spanNames()).containsExactly("AllOfIt.one", "own", "AllOfIt.inherited");
		}
	}

	@Test
	void aNameOnAClassTakesThePlaceOfTheClassName() {
		try (TracedBeans beans = new TracedBeans(NamedClass.class)) {
			beans.bean(NamedClass.class).place();
			assertThat(beans.spanNames()).containsExactly("Orders.place");
		}
	}

	@Test
	void aProxyMatchesNoMethodsWhereAllAreTraced() {
		try (TracedBeans beans = new TracedBeans(NamedClass.class, AllOfIt.class)) {
			assertThat(((Advised) beans.bean(NamedClass.class)).getAdvisors()).singleElement()
				.isNotInstanceOf(PointcutAdvisor.class);
			assertThat(((Advised) beans.bean(AllOfIt.class)).getAdvisors()).singleElement()
				.isInstanceOf(PointcutAdvisor.class);
			assertThat(beans.bean(NamedClass.class).toString()).contains("NamedClass");
			assertThat(beans.spanNames()).isEmpty();
		}
	}

	@Test
	void findsTheAnnotationOnTheInterfaceOnce() {
		try (TracedBeans beans = new TracedBeans(TracedByInterface.class)) {
			assertThat(beans.bean(Search.class).search(3)).isEqualTo("3");
			assertThat(beans.spanNames()).containsExactly("TracedByInterface.search");
		}
	}

	@Test
	void findsTheAnnotationThroughAJdkProxy() {
		try (TracedBeans beans = new TracedBeans(JdkProxied.class)) {
			Search search = beans.bean(Search.class);
			assertThat(AopUtils.isJdkDynamicProxy(search)).isTrue();
			search.search(3);
			assertThat(beans.spanNames()).containsExactly("TracedByInterface.search");
		}
	}

	@Test
	void tracesACallByTheBridgeMethodOnce() {
		try (TracedBeans beans = new TracedBeans(Generic.class)) {
			@SuppressWarnings("unchecked")
			Function<Integer, String> raw = beans.bean(Function.class);
			raw.apply(3);
			assertThat(beans.spanNames()).containsExactly("Generic.apply");
		}
	}

	@Test
	void findsTheAnnotationOnTheMethodOfTheSuperclass() {
		try (TracedBeans beans = new TracedBeans(Overriding.class)) {
			beans.bean(Overriding.class).work();
			assertThat(beans.spanNames()).containsExactly("Overriding.work");
		}
	}

	@Test
	void anAnnotationOnAnInterfaceIsForTheMethodsOfTheInterface() {
		try (TracedBeans beans = new TracedBeans(OfTracedInterface.class)) {
			beans.bean(OfTracedInterface.class).inside();
			beans.bean(OfTracedInterface.class).outside();
			assertThat(beans.spanNames()).containsExactly("OfTracedInterface.inside");
		}
	}

	@Test
	void followsComposedAnnotationsAndTheirAliases() {
		try (TracedBeans beans = new TracedBeans(Composed.class)) {
			beans.bean(Composed.class).named();
			assertThat(beans.spans.one("by alias").getKind()).isEqualTo(SpanKind.PRODUCER);
		}
	}

	@Test
	void tracesTheMethodsOfAnInterfaceThatOnlyAProxyImplements() {
		try (TracedBeans beans = new TracedBeans(RepositoryFactory.class)) {
			beans.bean(Repository.class).findByName("x");
			assertThat(beans.spanNames()).containsExactly("Repository.findByName");
		}
	}

	@Test
	void tracesAPrototypeEachTimeItIsMade() {
		try (TracedBeans beans = new TracedBeans(Prototypes.class)) {
			beans.bean(Greeter.class).greet("one");
			beans.bean(Greeter.class).greet("two");
			assertThat(beans.spanNames()).containsExactly("Greeter.greet", "Greeter.greet");
		}
	}

	static class Greeter {

		@Traced
		public String greet(String who) {
			return "hello " + who;
		}

		@Traced(value = "outside", kind = SpanKind.CLIENT)
		public void call() {
		}

		@Traced
		void packagePrivate() {
		}

		@Traced
		protected void protectedMethod() {
		}

	}

	static class Plain {

		public void work() {
		}

	}

	static class Base {

		public void inherited() {
		}

	}

	@Traced
	static class AllOfIt extends Base {

		public void one() {
		}

		@Traced("own")
		public void named() {
		}

		@Untraced
		public void out() {
		}

		void packagePrivate() {
		}

	}

	@Traced("Orders")
	static class NamedClass {

		public void place() {
		}

	}

	interface Search {

		@Traced
		String search(int number);

	}

	static class TracedByInterface implements Search {

		@Override
		public String search(int number) {
			return String.valueOf(number);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JdkProxied {

		@Bean
		Search search() {
			ProxyFactory factory = new ProxyFactory(new TracedByInterface());
			factory.setInterfaces(Search.class);
			return (Search) factory.getProxy();
		}

	}

	static class Generic implements Function<Integer, String> {

		@Override
		@Traced
		public String apply(Integer number) {
			return String.valueOf(number);
		}

	}

	static class Overridden {

		@Traced
		public void work() {
		}

	}

	static class Overriding extends Overridden {

		@Override
		public void work() {
		}

	}

	@Traced
	interface TracedInterface {

		void inside();

	}

	static class OfTracedInterface implements TracedInterface {

		@Override
		public void inside() {
		}

		public void outside() {
		}

	}

	@Traced(kind = SpanKind.PRODUCER)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Published {

		@AliasFor(annotation = Traced.class, attribute = "value")
		String topic() default "";

	}

	static class Composed {

		@Published(topic = "by alias")
		public void named() {
		}

	}

	interface Repository {

		@Traced
		Object findByName(String name);

	}

	/**
	 * Makes a proxy whose interface its target does not implement, as Spring Data does.
	 */
	static class RepositoryFactory implements FactoryBean<Repository> {

		@Override
		public Repository getObject() {
			ProxyFactory factory = new ProxyFactory(new Object());
			factory.setInterfaces(Repository.class);
			factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) (invocation) -> "found");
			return (Repository) factory.getProxy();
		}

		@Override
		public Class<?> getObjectType() {
			return Repository.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototypes {

		@Bean
		@org.springframework.context.annotation.Scope("prototype")
		Greeter greeter() {
			return new Greeter();
		}

	}

}
