package example.woven;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes no stream parallel.
 */
public class SequentialStreams {

	public <T> List<T> list(Stream<Integer> stream, Function<Integer, T> function) {
		return stream.map(function).collect(Collectors.toList());
	}

}
