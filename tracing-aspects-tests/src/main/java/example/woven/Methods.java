package example.woven;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.CompletableFuture;

import dev.tracing.SpanAttribute;
import dev.tracing.Traced;
import dev.tracing.Untraced;
import reactor.core.publisher.Mono;

/**
 * Methods whose calls no proxy sees. Not a bean.
 */
public class Methods {

	@Traced
	public int ofEveryKind() {
		return hidden(1) + shared(2) + last(3) + new Methods().plain(4);
	}

	@Traced
	private int hidden(@SpanAttribute("hidden") int number) {
		return number;
	}

	@Traced
	static int shared(@SpanAttribute("shared") int number) {
		return number;
	}

	@Traced
	final int last(@SpanAttribute("number") int number) {
		return number;
	}

	@Traced
	int plain(int number) {
		return number;
	}

	@Traced("checkout")
	@SpanAttribute("total")
	public long named() {
		return 42;
	}

	@Traced
	public void fails(Exception failure) throws IOException {
		if (failure instanceof IOException io) {
			throw io;
		}
		throw (RuntimeException) failure;
	}

	@Traced
	public CompletableFuture<String> future(CompletableFuture<String> future) {
		return future;
	}

	@Traced
	public Mono<String> mono() {
		return Mono.fromSupplier(new Leaf()::quick);
	}

	@Composed
	public void composed() {
	}

	@Traced
	public int recursive(int depth) {
		return (depth == 1) ? 1 : 1 + recursive(depth - 1);
	}

	/**
	 * Has the annotation.
	 */
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@Traced
	@interface Composed {

	}

	/**
	 * Traced as a whole.
	 */
	@Traced
	public static class Whole {

		public void open() {
			internal();
		}

		@Traced("stronger")
		public void annotated() {
		}

		@Untraced
		public void exempt() {
		}

		void internal() {
		}

		@Override
		public String toString() {
			return "whole";
		}

	}

	/**
	 * Traced as a whole, by an annotation of the application's own.
	 */
	@ComposedWhole
	public static class WholeByComposition {

		public void open() {
			internal();
		}

		void internal() {
		}

	}

	/**
	 * Has the annotation.
	 */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@Traced
	@interface ComposedWhole {

	}

	/**
	 * Overrides what is traced.
	 */
	public static class Extended extends Methods {

		@Override
		@Traced
		int plain(int number) {
			return super.plain(number);
		}

		public int call(int number) {
			return plain(number);
		}

	}

	/**
	 * A type parameter in the signature.
	 *
	 * @param <T> the type parameter
	 */
	public interface Generic<T> {

		T get(T value);

		@Traced
		default T twice(T value) {
			return get(get(value));
		}

	}

	/**
	 * Has a bridge method.
	 */
	public static class Concrete implements Generic<String> {

		@Override
		@Traced
		public String get(String value) {
			return value;
		}

		public String call(String value) {
			return ((Generic<String>) this).twice(value);
		}

	}

}
