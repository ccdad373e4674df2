package dev.tracing.aspects;

import java.util.stream.BaseStream;

import dev.tracing.context.TaskPropagation;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.reflect.MethodSignature;

/**
 * Has the functions of parallel streams run with the context of the code that gave them
 * to the stream. A stream that is sequential, in a class that makes none parallel, is left
 * alone.
 *
 * <p>
 * Written so that a call which is left alone allocates nothing: no advice asks for the
 * join point, only for what is known of it beforehand.
 *
 * @since 0.1.0
 */
@SuppressWarnings("rawtypes")
public aspect ParallelStreamAspect {

	private static final ParallelCalls PARALLEL_CALLS = new ParallelCalls();

	private static final FunctionTypes FUNCTION_TYPES = new FunctionTypes();

	pointcut operation(BaseStream stream) : ApplicationCode.here() && call(!static * BaseStream+.*(*, ..))
			&& target(stream) && if(mayBeParallel(stream, thisEnclosingJoinPointStaticPart));

	pointcut source() : ApplicationCode.here() && (call(static * BaseStream+.generate(*))
			|| call(static * BaseStream+.iterate(*, *, ..))) && if(makesParallel(thisEnclosingJoinPointStaticPart));

	Object around(BaseStream stream, Object one) : operation(stream) && args(one) {
		GivenFunction given = given(stream);
		return proceed(stream, wrapped(thisJoinPointStaticPart, 0, one, given));
	}

	Object around(BaseStream stream, Object one, Object two) : operation(stream) && args(one, two) {
		GivenFunction given = given(stream);
		return proceed(stream, wrapped(thisJoinPointStaticPart, 0, one, given),
				wrapped(thisJoinPointStaticPart, 1, two, given));
	}

	Object around(BaseStream stream, Object one, Object two, Object three) : operation(stream)
			&& args(one, two, three) {
		GivenFunction given = given(stream);
		return proceed(stream, wrapped(thisJoinPointStaticPart, 0, one, given),
				wrapped(thisJoinPointStaticPart, 1, two, given), wrapped(thisJoinPointStaticPart, 2, three, given));
	}

	Object around(Object one) : source() && args(one) {
		GivenFunction given = given(null);
		return of(given, proceed(wrapped(thisJoinPointStaticPart, 0, one, given)));
	}

	Object around(Object one, Object two) : source() && args(one, two) {
		GivenFunction given = given(null);
		return of(given, proceed(wrapped(thisJoinPointStaticPart, 0, one, given),
				wrapped(thisJoinPointStaticPart, 1, two, given)));
	}

	Object around(Object one, Object two, Object three) : source() && args(one, two, three) {
		GivenFunction given = given(null);
		return of(given, proceed(wrapped(thisJoinPointStaticPart, 0, one, given),
				wrapped(thisJoinPointStaticPart, 1, two, given), wrapped(thisJoinPointStaticPart, 2, three, given)));
	}

	private static boolean mayBeParallel(BaseStream stream, JoinPoint.StaticPart code) {
		return HandOffs.active() != null && (stream.isParallel() || isIn(code));
	}

	private static boolean makesParallel(JoinPoint.StaticPart code) {
		return HandOffs.active() != null && isIn(code);
	}

	private static boolean isIn(JoinPoint.StaticPart code) {
		return PARALLEL_CALLS.get(code.getSignature().getDeclaringType());
	}

	// null if the application has stopped since the pointcut looked
	private static GivenFunction given(BaseStream stream) {
		TaskPropagation propagation = HandOffs.active();
		return (propagation != null) ? new GivenFunction(propagation.captureForFunction(), stream) : null;
	}

	private static Object wrapped(JoinPoint.StaticPart call, int index, Object argument, GivenFunction given) {
		if (given == null) {
			return argument;
		}
		Class<?> type = ((MethodSignature) call.getSignature()).getParameterTypes()[index];
		return FUNCTION_TYPES.wrap(type, argument, given);
	}

	private static Object of(GivenFunction given, Object stream) {
		if (given != null) {
			given.belongsTo((BaseStream) stream);
		}
		return stream;
	}

}
