package dev.tracing.context;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContextAccessorRegistrationTests {

	private final ContextRegistry registry = new ContextRegistry();

	@Test
	void comesAfterTheAccessorOfObservations() {
		this.registry.registerThreadLocalAccessor(new ObservationThreadLocalAccessor(ObservationRegistry.NOOP));
		ContextAccessorRegistration.in(this.registry);
		assertThat(keys()).containsExactly(ObservationThreadLocalAccessor.KEY, CapturedContext.KEY);
	}

	@Test
	void movesBehindAnAccessorOfObservationsThatWasRegisteredLater() {
		ContextAccessorRegistration.in(this.registry);
		this.registry.registerThreadLocalAccessor(new ObservationThreadLocalAccessor(ObservationRegistry.NOOP));
		ContextAccessorRegistration.in(this.registry);
		assertThat(keys()).containsExactly(ObservationThreadLocalAccessor.KEY, CapturedContext.KEY);
	}

	@Test
	void isGoneWhenClosed() {
		ContextAccessorRegistration.in(this.registry).close();
		assertThat(keys()).isEmpty();
	}

	@Test
	void staysForAsLongAsOneApplicationUsesIt() {
		ContextAccessorRegistration first = ContextAccessorRegistration.in(this.registry);
		ThreadLocalAccessor<?> shared = this.registry.getThreadLocalAccessors().get(0);
		ContextAccessorRegistration second = ContextAccessorRegistration.in(this.registry);
		first.close();
		first.close();
		assertThat(this.registry.getThreadLocalAccessors()).singleElement().isSameAs(shared);
		second.close();
		assertThat(keys()).isEmpty();
	}

	@Test
	void isThereForAsLongAsAnyOfManyApplicationsThatComeAndGoAtOnceUsesIt() {
		List<CompletableFuture<Void>> applications = new ArrayList<>();
		try (ContextAccessorRegistration longest = ContextAccessorRegistration.in(this.registry)) {
			for (int i = 0; i < 8; i++) {
				applications.add(CompletableFuture.runAsync(() -> {
					for (int j = 0; j < 200; j++) {
						ContextAccessorRegistration.in(this.registry).close();
						assertThat(keys()).containsExactly(CapturedContext.KEY);
					}
				}));
			}
			applications.forEach(Contexts::await);
		}
		assertThat(keys()).isEmpty();
	}

	@Test
	void leavesAnAccessorOfTheSameKeyThatReplacedOurs() {
		ContextAccessorRegistration ours = ContextAccessorRegistration.in(this.registry);
		this.registry.registerThreadLocalAccessor(CapturedContext.KEY, new ThreadLocal<>());
		ours.close();
		assertThat(keys()).containsExactly(CapturedContext.KEY);
	}

	@Test
	void theRegistryOfTheJvmLoadsTheAccessorOfObservationsFirst() {
		ContextRegistry global = ContextRegistry.getInstance();
		try (ContextAccessorRegistration registration = ContextAccessorRegistration.in(global)) {
			assertThat(global.getThreadLocalAccessors()).extracting(ThreadLocalAccessor::key)
				.containsSubsequence(ObservationThreadLocalAccessor.KEY, CapturedContext.KEY);
		}
		assertThat(global.getThreadLocalAccessors()).extracting(ThreadLocalAccessor::key)
			.doesNotContain(CapturedContext.KEY);
	}

	private Object[] keys() {
		return this.registry.getThreadLocalAccessors().stream().map(ThreadLocalAccessor::key).toArray();
	}

}
