package dev.tracing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ServiceLoader;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may know whom. What is not allowed here is forbidden.
 */
@AnalyzeClasses(packages = "dev.tracing", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String[] JAVA_AND_NULLNESS = { "java..", "org.jspecify..", "org.apache.commons.logging.." };

	private static final String[] OPENTELEMETRY_API = { "io.opentelemetry.api..", "io.opentelemetry.context..",
			"io.opentelemetry.common.." };

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("dev.tracing.(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule rootKnowsTheOpenTelemetryApiOnly = only("dev.tracing", "dev.tracing");

	@ArchTest
	static final ArchRule lifecycleKnowsTheRoot = only("dev.tracing.lifecycle", "dev.tracing", "dev.tracing.lifecycle");

	@ArchTest
	static final ArchRule interceptorKnowsTheLifecycleAndTheContext = only("dev.tracing.interceptor", "dev.tracing",
			"dev.tracing.lifecycle", "dev.tracing.context", "dev.tracing.interceptor", "org.aopalliance..",
			"org.aspectj..", "org.springframework.aop..", "org.springframework.asm..", "org.springframework.beans..",
			"org.springframework.core..", "org.springframework.expression..", "org.springframework.resilience.retry..",
			"org.springframework.util..");

	@ArchTest
	static final ArchRule contextKnowsTheRoot = only("dev.tracing.context", "dev.tracing", "dev.tracing.context",
			"io.micrometer.context..", "io.micrometer.observation..", "io.micrometer.tracing..", "org.slf4j..",
			"org.springframework.aot.hint..", "org.springframework.beans..", "org.springframework.core..",
			"org.springframework.scheduling..", "org.springframework.util..");

	@ArchTest
	static final ArchRule agentKnowsNoneOfUs = only("dev.tracing.agent", "dev.tracing.agent",
			"io.micrometer.observation..", "io.micrometer.tracing..", "org.springframework.core..");

	@ArchTest
	static final ArchRule reactorKnowsTheLifecycleAndTheContext = only("dev.tracing.reactor", "dev.tracing",
			"dev.tracing.lifecycle", "dev.tracing.context", "dev.tracing.reactor", "reactor..", "org.reactivestreams..",
			"io.reactivex.rxjava3.core..", "io.micrometer.common..", "io.micrometer.context..",
			"io.micrometer.observation..", "io.micrometer.tracing..", "org.springframework.core..",
			"org.springframework.util..");

	@ArchTest
	static final ArchRule webmvcKnowsTheContext = only("dev.tracing.webmvc", "dev.tracing", "dev.tracing.context",
			"dev.tracing.webmvc", "jakarta.servlet..", "io.micrometer.observation..", "io.micrometer.tracing..",
			"org.springframework.http.server.observation..", "org.springframework.web..");

	@ArchTest
	static final ArchRule integrationKnowsTheContext = only("dev.tracing.integration", "dev.tracing.context",
			"dev.tracing.integration", "org.springframework.aot.hint..", "org.springframework.beans..",
			"org.springframework.integration..", "org.springframework.messaging..", "org.springframework.util..");

	@ArchTest
	static final ArchRule loggingKnowsTheContext = only("dev.tracing.logging", "dev.tracing.context",
			"dev.tracing.logging", "org.slf4j..", "ch.qos.logback..", "org.apache.logging.log4j..");

	@ArchTest
	static final ArchRule onlyLoggingKnowsTheLoggingSystems = noClasses().that()
		.resideOutsideOfPackage("dev.tracing.logging")
		.should()
		.dependOnClassesThat(resideInAnyPackage("ch.qos.logback..", "org.apache.logging.log4j.."));

	@ArchTest
	static final ArchRule coroutinesKnowTheLifecycleTheContextAndReactor = only("dev.tracing.coroutines", "dev.tracing",
			"dev.tracing.lifecycle", "dev.tracing.context", "dev.tracing.reactor", "dev.tracing.coroutines", "kotlin..",
			"kotlinx.coroutines..", "reactor.core.publisher..", "reactor.util.context..", "org.springframework.core..");

	@ArchTest
	static final ArchRule onlyCoroutinesAndAutoConfigurationKnowKotlin = noClasses().that()
		.resideOutsideOfPackages("dev.tracing.coroutines", "dev.tracing.autoconfigure")
		.should()
		.dependOnClassesThat(resideInAnyPackage("kotlin..", "kotlinx.."));

	@ArchTest
	static final ArchRule kafkaKnowsTheLifecycle = only("dev.tracing.kafka", "dev.tracing", "dev.tracing.lifecycle",
			"dev.tracing.kafka", "org.aopalliance..", "org.apache.kafka.clients..", "org.apache.kafka.common..",
			"org.springframework.aot.hint..", "org.springframework.beans..", "org.springframework.core..",
			"org.springframework.kafka..", "org.springframework.util..");

	@ArchTest
	static final ArchRule onlyKafkaAndAutoConfigurationKnowKafka = noClasses().that()
		.resideOutsideOfPackages("dev.tracing.kafka", "dev.tracing.autoconfigure")
		.should()
		.dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka.."));

	@ArchTest
	static final ArchRule rabbitKnowsNothingElseOfOurs = only("dev.tracing.rabbit", "dev.tracing.rabbit",
			"org.springframework.amqp..", "org.springframework.aot.hint..", "org.springframework.beans..",
			"org.springframework.util..");

	@ArchTest
	static final ArchRule onlyRabbitAndAutoConfigurationKnowRabbit = noClasses().that()
		.resideOutsideOfPackages("dev.tracing.rabbit", "dev.tracing.autoconfigure")
		.should()
		.dependOnClassesThat(resideInAPackage("org.springframework.amqp.."));

	@ArchTest
	static final ArchRule traceIsPlainJava = only("dev.tracing.trace", "dev.tracing", "dev.tracing.trace");

	@ArchTest
	static final ArchRule storeKnowsTheTrace = only("dev.tracing.store", "dev.tracing", "dev.tracing.trace",
			"dev.tracing.store", "io.opentelemetry.sdk..");

	@ArchTest
	static final ArchRule viewerKnowsTheStoreAndTheTrace = only("dev.tracing.viewer", "dev.tracing.store",
			"dev.tracing.trace", "dev.tracing.viewer", "org.springframework.boot.actuate.endpoint..",
			"org.springframework.http.server..", "org.springframework.security.authentication..",
			"org.springframework.security.core..", "org.springframework.util..",
			"org.springframework.web.util.pattern..");

	@ArchTest
	static final ArchRule servletViewerKnowsTheViewerAndSpringMvc = only("dev.tracing.viewer.servlet",
			"dev.tracing.viewer", "dev.tracing.viewer.servlet", "jakarta.servlet..",
			"org.springframework.boot.actuate.endpoint..", "org.springframework.http..", "org.springframework.web..");

	@ArchTest
	static final ArchRule reactiveViewerKnowsTheViewerAndWebFlux = only("dev.tracing.viewer.reactive",
			"dev.tracing.viewer", "dev.tracing.viewer.reactive", "reactor.core..", "reactor.util.context..",
			"reactor.netty.http.server..", "io.netty.handler.codec.http..", "org.reactivestreams..",
			"org.springframework.core..", "org.springframework.util..", "org.springframework.boot.actuate.endpoint..",
			"org.springframework.http..", "org.springframework.web..");

	@ArchTest
	static final ArchRule onlyAutoConfigurationKnowsSpringBoot = noClasses().that()
		.resideOutsideOfPackages("dev.tracing.autoconfigure", "dev.tracing.viewer..")
		.should()
		.dependOnClassesThat(resideInAnyPackage("org.springframework.boot..", "dev.tracing.autoconfigure.."));

	@ArchTest
	static final ArchRule onlyStoreAndAutoConfigurationKnowTheSdk = noClasses().that()
		.resideOutsideOfPackages("dev.tracing.store", "dev.tracing.autoconfigure")
		.should()
		.dependOnClassesThat(resideInAPackage("io.opentelemetry.sdk.."));

	@ArchTest
	static final ArchRule onlyStartedSpanEndsSpans = noClasses().that()
		.doNotHaveFullyQualifiedName("dev.tracing.lifecycle.StartedSpan")
		.should()
		.callMethod(io.opentelemetry.api.trace.Span.class, "end");

	@ArchTest
	static final ArchRule autoConfigurationsAreFinalAndProxyNothing = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.bePublic()
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration");

	@ArchTest
	static final ArchRule configurationsDoNotProxyTheirBeanMethods = classes().that()
		.areAnnotatedWith(Configuration.class)
		.should(new ArchCondition<>("set proxyBeanMethods to false") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean proxied = type.getAnnotationOfType(Configuration.class).proxyBeanMethods();
				events.add(new SimpleConditionEvent(type, !proxied, type.getName() + " proxies its bean methods"));
			}
		})
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule postProcessorsAreStaticAndTakeNothingThatIsMadeEarly = methods().that()
		.areAnnotatedWith(Bean.class)
		.and(returnAPostProcessor())
		.should(new ArchCondition<>("be static and take providers or infrastructure only") {
			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				boolean ok = method.getModifiers().contains(JavaModifier.STATIC)
						&& method.getRawParameterTypes().stream().allMatch(ArchitectureTests::isHarmlessEarly);
				events.add(new SimpleConditionEvent(method, ok, method.getFullName() + " makes beans too early"));
			}
		});

	@ArchTest
	static final ArchRule noMutableStaticState = noFields().that()
		.areStatic()
		.should(new ArchCondition<>("be assignable") {
			@Override
			public void check(JavaField field, ConditionEvents events) {
				boolean assignable = !field.getModifiers().contains(JavaModifier.FINAL);
				events.add(new SimpleConditionEvent(field, assignable, field.getFullName() + " is not final"));
			}
		});

	@ArchTest
	static final ArchRule nothingIsKeptByThread = noFields().should(new ArchCondition<>("be maps from threads") {
		@Override
		public void check(JavaField field, ConditionEvents events) {
			boolean byThread = field.getType() instanceof JavaParameterizedType type
					&& type.getActualTypeArguments().get(0).toErasure().isAssignableTo(Thread.class);
			events.add(new SimpleConditionEvent(field, byThread, field.getFullName() + " is kept by thread"));
		}
	});

	@ArchTest
	static final ArchRule nothingIsLookedForByTheThreadsClassLoader = noClasses().that()
		.resideOutsideOfPackage("dev.tracing.autoconfigure")
		.should()
		.callMethod(Thread.class, "getContextClassLoader")
		.orShould()
		.callMethod(ClassUtils.class, "getDefaultClassLoader")
		.orShould()
		.callMethod(ServiceLoader.class, "load", Class.class)
		.orShould()
		.callMethod(Class.class, "forName", String.class);

	/**
	 * A virtual thread that waits inside a monitor keeps its carrier, up to JDK 23. Those
	 * of these classes are left after a few lines, in which nothing waits and nothing of
	 * the application is called.
	 */
	@ArchTest
	static void nothingWaitsInsideAMonitor(JavaClasses classes) {
		assertThat(classes.stream().filter(Monitors::areIn).map(JavaClass::getSimpleName))
			.containsExactlyInAnyOrder("ContextAccessorRegistration", "LogCorrelation", "TraceScope", "TracingReport");
	}

	@ArchTest
	static void everyPackageIsNullMarked(JavaClasses classes) {
		classes.stream()
			.map(JavaClass::getPackage)
			.distinct()
			.filter((found) -> found.getName().startsWith("dev.tracing"))
			.filter((found) -> found.getClasses().stream().anyMatch((type) -> !type.getSimpleName().isEmpty()))
			.forEach(ArchitectureTests::assertNullMarked);
	}

	private static void assertNullMarked(JavaPackage found) {
		if (!found.isAnnotatedWith(NullMarked.class)) {
			throw new AssertionError(found.getName() + " is not @NullMarked in a package-info.java");
		}
	}

	private static boolean isHarmlessEarly(JavaClass type) {
		return type.isAssignableTo(ObjectProvider.class) || type.getPackageName().equals("dev.tracing.interceptor")
				|| type.isAssignableTo(Environment.class)
				|| type.getName().equals("dev.tracing.context.TaskPropagation")
				|| type.isAssignableTo(BeanFactory.class);
	}

	private static DescribedPredicate<JavaMethod> returnAPostProcessor() {
		return DescribedPredicate.describe("return a post-processor",
				(method) -> method.getRawReturnType().isAssignableTo(BeanPostProcessor.class)
						|| method.getRawReturnType().isAssignableTo(BeanFactoryPostProcessor.class));
	}

	/**
	 * The package depends on nothing but those named, the JDK, logging and the
	 * OpenTelemetry API.
	 */
	private static ArchRule only(String owner, String... others) {
		String[] allowed = new String[JAVA_AND_NULLNESS.length + OPENTELEMETRY_API.length + others.length];
		System.arraycopy(JAVA_AND_NULLNESS, 0, allowed, 0, JAVA_AND_NULLNESS.length);
		System.arraycopy(OPENTELEMETRY_API, 0, allowed, JAVA_AND_NULLNESS.length, OPENTELEMETRY_API.length);
		System.arraycopy(others, 0, allowed, JAVA_AND_NULLNESS.length + OPENTELEMETRY_API.length, others.length);
		return noClasses().that()
			.resideInAPackage(owner)
			.should()
			.dependOnClassesThat(resideOutsideOfPackages(allowed)
				.and(DescribedPredicate.describe("are no primitives or arrays of them",
						(JavaClass type) -> !type.getBaseComponentType().isPrimitive())))
			.allowEmptyShould(true);
	}

	/**
	 * Looks for {@code synchronized}, of methods and of blocks.
	 */
	private static final class Monitors extends ClassVisitor {

		private boolean found;

		private Monitors() {
			super(SpringAsmInfo.ASM_VERSION);
		}

		static boolean areIn(JavaClass type) {
			Monitors monitors = new Monitors();
			try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
				new ClassReader(file).accept(monitors, ClassReader.SKIP_DEBUG);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return monitors.found;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			this.found |= (access & Opcodes.ACC_SYNCHRONIZED) != 0;
			return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public void visitInsn(int opcode) {
					Monitors.this.found |= opcode == Opcodes.MONITORENTER;
				}

			};
		}

	}

}
