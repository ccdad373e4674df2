package dev.tracing.store;

import java.time.Duration;
import java.util.List;

import dev.tracing.TracingAttributes;
import dev.tracing.trace.SpanEvent;
import dev.tracing.trace.TraceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpanMaskingTests {

	private static final String SECRET = "s3cr3t";

	@ParameterizedTest
	@ValueSource(strings = { "password", "user.passphrase", "API_KEY", "api.secret", "access_token", "authorization",
			"http.cookie", "messaging.session", "ssn", "credit-card" })
	void hidesWhatSpeaksOfSecretsWhateverItsValue(String key) {
		for (SpanMasking masking : List.of(SpanMasking.SECRETS, SpanMasking.UNKNOWN)) {
			assertThat(masking.mask(key, SECRET)).isEqualTo(SpanMasking.HIDDEN);
			assertThat(masking.mask(key, 4711L)).isEqualTo(SpanMasking.HIDDEN);
			assertThat(masking.mask(key, List.of(SECRET))).isEqualTo(SpanMasking.HIDDEN);
		}
		assertThat(SpanMasking.NONE.mask(key, SECRET)).isEqualTo(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "customer", "tenant", "enduser.id", "db.query.parameter.0", "jdbc.params[0]",
			"exception.message", "exception.stacktrace", "http.request.header.x-user", "http.response.header.x",
			"url.query", "messaging.message.body" })
	void hidesWhatIsNotKnownToBeHarmless(String key) {
		assertThat(SpanMasking.UNKNOWN.mask(key, SECRET)).isEqualTo(SpanMasking.HIDDEN);
		assertThat(SpanMasking.SECRETS.mask(key, SECRET)).isEqualTo(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http.request.method", "http.route", "method", "uri", "status", "outcome", "db.system",
			"db.operation.name", "messaging.destination.name", "rpc.method", "exception.type", "error.type",
			"code.function.name", "thread.name", "tracing.cancelled", "server.address" })
	void keepsWhatIsHarmless(String key) {
		assertThat(SpanMasking.UNKNOWN.mask(key, "value")).isEqualTo("value");
		assertThat(SpanMasking.UNKNOWN.mask(key, 7L)).isEqualTo(7L);
	}

	@ParameterizedTest
	@CsvSource({ "http.url, https://me:pw@example.org/a?b=c#d, https://example.org/a", "http.url, /a?b=c, /a",
			"http.target, /a/b?token=x, /a/b", "url.full, http://example.org/?q=1, http://example.org/",
			"url.full, http://u@h@example.org/x, http://example.org/x",
			"messaging.url, see amqp://guest:guest@broker:5672/v?x=1 or more, see amqp://broker:5672/v or more",
			"code.note, who? me, who? me" })
	void takesTheUserAndTheQueryOutOfAddresses(String key, String value, String kept) {
		assertThat(SpanMasking.UNKNOWN.mask(key, value)).isEqualTo(kept);
		assertThat(SpanMasking.SECRETS.mask(key, value)).isEqualTo(kept);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			select * from item where id = 42 and name = 'O''Hara'|select * from item where id = ? and name = ?
			SELECT t1.c2 FROM t1 WHERE x=-1.5e3 AND y IN (1,2, 3)|SELECT t1.c2 FROM t1 WHERE x=? AND y IN (?,?, ?)
			insert into a values (?, $1, :p1, 0xFF, "text")|insert into a values (?, $1, :p1, ?, ?)
			select $tag$s3cr3t's$tag$ from a|select ? from a
			update a set b = 'never closed s3cr3t|update a set b = ?
			update a set b = 'it\\'s s3cr3t', c = 's3cr3t' where d = 1|update a set b = ?
			select 'C:\\', 's3cr3t' from a|select ?
			/* s3cr3t */ select 1|‹hidden›
			select 1 /* s3cr3t */ from a -- s3cr3t|select ?   from a
			select '--', 's3cr3t' from a|select ?
			select a -- it's s3cr3t|select a
			GET user:s3cr3t|‹hidden›
			{ "find": "s3cr3t" }|‹hidden›
			""")
	void takesLiteralsOutOfStatements(String statement, String kept) {
		for (String key : List.of("db.query.text", "db.statement", "jdbc.query[0]", "jdbc.query[12]")) {
			assertThat(SpanMasking.UNKNOWN.mask(key, statement)).isEqualTo(kept).asString().doesNotContain(SECRET);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SECRETS", "UNKNOWN" })
	void nothingThatIsHiddenIsEverKept(SpanMasking masking) {
		TraceSpan span = record(masking);
		assertThat(span.toString() + span.attributes() + span.events() + span.links() + span.failure())
			.doesNotContain(SECRET);
		assertThat(span.attributes().asMap()).containsKey(AttributeKey.stringKey("password"))
			.containsEntry(TracingAttributes.TASK_ID, 5L);
		assertThat(span.name()).isEqualTo("GET http://example.org/a");
	}

	@Test
	void messagesOfExceptionsAreHiddenByDefault() {
		SpanEvent exception = record(SpanMasking.UNKNOWN).events().get(0);
		assertThat(exception.exceptionType()).isEqualTo(IllegalStateException.class.getName());
		assertThat(exception.exceptionMessage()).isEqualTo(SpanMasking.HIDDEN);
		assertThat(exception.exceptionStackTrace()).isEqualTo(SpanMasking.HIDDEN);
		assertThat(record(SpanMasking.UNKNOWN).statusDescription()).isEqualTo(SpanMasking.HIDDEN);
		assertThat(record(SpanMasking.SECRETS).statusDescription()).isEqualTo("failed");
	}

	@Test
	void nothingIsHiddenFromARecorderOfItsOwn() {
		TraceSpan span = record(SpanMasking.NONE);
		assertThat(span.attributes().get(AttributeKey.stringKey("password"))).isEqualTo(SECRET);
		assertThat(span.name()).isEqualTo("GET http://me:" + SECRET + "@example.org/a?b=" + SECRET);
	}

	private static TraceSpan record(SpanMasking masking) {
		try (TraceRecorder recorder = new TraceRecorder(TraceLimits.defaults(), masking);
				SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(recorder).build()) {
			Span span = provider.get("test")
				.spanBuilder("GET http://me:" + SECRET + "@example.org/a?b=" + SECRET)
				.setAttribute("password", SECRET)
				.setAttribute(AttributeKey.stringArrayKey("http.request.header.cookie"), List.of(SECRET))
				.setAttribute("http.url", "http://example.org/?" + SECRET)
				.setAttribute("db.query.text", "select '" + SECRET + "'")
				.setAttribute(TracingAttributes.TASK_ID, 5L)
				.addLink(Span.getInvalid().getSpanContext(), Attributes.of(AttributeKey.stringKey("token"), SECRET))
				.startSpan();
			span.recordException(new IllegalStateException("at http://example.org/?" + SECRET));
			span.setStatus(StatusCode.ERROR, "failed");
			span.end();
			assertThat(recorder.flush(Duration.ofSeconds(20))).isTrue();
			return recorder.finished().get(0).root().span();
		}
	}

}
