package demo.trip;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/**
 * Sessions with providers, opened in the background.
 */
@Component
class Sessions {

	private final ConcurrentMap<String, CompletableFuture<UUID>> sessions = new ConcurrentHashMap<>();

	private final Opening opening;

	Sessions(Opening opening) {
		this.opening = opening;
	}

	/**
	 * The session that is being opened, or else a new one.
	 */
	CompletableFuture<UUID> with(String provider) {
		return this.sessions.compute(provider,
				(name, session) -> (session != null && !session.isDone()) ? session : open(name));
	}

	private CompletableFuture<UUID> open(String provider) {
		CompletableFuture<UUID> session = new CompletableFuture<>();
		this.opening.open(provider, session);
		return session;
	}

	@Component
	static class Opening {

		private static final long NANOS = 20_000_000;

		// for whoever is waiting, and so in the trace of none of them
		@Async
		@Traced(value = "Sessions.open", root = true)
		void open(@SpanAttribute("provider") String provider, CompletableFuture<UUID> session) {
			LockSupport.parkNanos(NANOS);
			session.complete(UUID.randomUUID());
		}

	}

}
