package dev.tracing.soak;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Works with a database, in transactions, and with the annotations of Spring's that go
 * along with {@code @Traced}.
 */
class Orders {

	private final JdbcTemplate jdbc;

	private final ApplicationEventPublisher events;

	private final Leaf leaf;

	Orders(JdbcTemplate jdbc, ApplicationEventPublisher events, Leaf leaf) {
		this.jdbc = jdbc;
		this.events = events;
		this.leaf = leaf;
		jdbc.execute("create table orders (id bigint, request varchar(20))");
	}

	@Traced
	@Transactional
	public String place(@SpanAttribute("request") String request) {
		long id = ThreadLocalRandom.current().nextLong();
		this.jdbc.update("insert into orders values (?, ?)", id, request);
		this.leaf.work(request);
		this.jdbc.update("delete from orders where id = ?", id);
		this.events.publishEvent(new Placed(request));
		return "done";
	}

	@TransactionalEventListener
	@Traced
	public void afterCommit(Placed order) {
		this.leaf.work(order.request());
	}

	@Traced
	@Transactional
	public String fail(@SpanAttribute("request") String request) {
		this.jdbc.update("insert into orders values (0, ?)", request);
		throw new IllegalStateException("to be rolled back");
	}

	@Traced
	@Retryable(maxRetries = 2, delay = 0)
	public String retry(@SpanAttribute("request") String request, AtomicInteger attempts) {
		if (attempts.incrementAndGet() <= 2) {
			throw new IllegalStateException("attempt " + attempts);
		}
		return Work.work();
	}

	record Placed(String request) {
	}

	/**
	 * The ways to call it.
	 */
	static class Calls implements Constructs {

		private final Orders orders;

		Calls(Orders orders) {
			this.orders = orders;
		}

		@Override
		public List<Construct> constructs() {
			return List.of(
					Construct.blocking("transaction", """
							Orders.place {request=$}
							  Leaf.work {request=$}
							  Orders.afterCommit
							    Leaf.work {request=$}
							""", this.orders::place), Construct.blocking("rolled back",
							"Orders.fail {request=$} [error: IllegalStateException]", this::fail),
					Construct.blocking("retryable", """
							Orders.retry {request=$} [error: IllegalStateException] ×2
							Orders.retry {request=$}
							""", (request) -> this.orders.retry(request, new AtomicInteger())));
		}

		private Object fail(String request) {
			try {
				return this.orders.fail(request);
			}
			catch (IllegalStateException ex) {
				return ex;
			}
		}

	}

}
