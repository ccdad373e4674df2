package dev.tracing.aspects;

import java.util.stream.BaseStream;

import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Pointcut;
import org.aspectj.lang.reflect.MethodSignature;

/**
 * Has the functions of parallel streams run with the context of the code that gave them
 * to the stream. A stream that is sequential, in a class that makes none parallel, is left
 * alone.
 *
 * @since 0.1.0
 */
@Aspect
@SuppressWarnings("rawtypes")
public class ParallelStreamAspect extends HandOffAspect {

	private static final ParallelCalls PARALLEL_CALLS = new ParallelCalls();

	private static final FunctionTypes FUNCTION_TYPES = new FunctionTypes();

	@Pointcut("dev.tracing.aspects.ApplicationCode.here() && call(!static * java.util.stream.BaseStream+.*(*, ..))"
			+ " && target(stream) && if()")
	public static boolean operation(BaseStream stream, JoinPoint.EnclosingStaticPart enclosing) {
		return stream.isParallel() || PARALLEL_CALLS.get(enclosing.getSignature().getDeclaringType());
	}

	@Pointcut("dev.tracing.aspects.ApplicationCode.here() && if()"
			+ " && (call(static * java.util.stream.BaseStream+.generate(*))"
			+ " || call(static * java.util.stream.BaseStream+.iterate(*, *, ..)))")
	public static boolean source(JoinPoint.EnclosingStaticPart enclosing) {
		return PARALLEL_CALLS.get(enclosing.getSignature().getDeclaringType());
	}

	@Around("operation(stream, enclosing)")
	public Object giveTo(ProceedingJoinPoint call, BaseStream stream, JoinPoint.EnclosingStaticPart enclosing)
			throws Throwable {
		Object[] arguments = wrapped(call, new GivenFunction(propagation().captureForFunction(), stream));
		Object[] all = new Object[arguments.length + 1];
		all[0] = stream;
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		return call.proceed(all);
	}

	@Around("source(enclosing)")
	public Object makeOf(ProceedingJoinPoint call, JoinPoint.EnclosingStaticPart enclosing) throws Throwable {
		GivenFunction given = new GivenFunction(propagation().captureForFunction());
		Object stream = call.proceed(wrapped(call, given));
		given.belongsTo((BaseStream) stream);
		return stream;
	}

	private static Object[] wrapped(JoinPoint call, GivenFunction given) {
		Class<?>[] types = ((MethodSignature) call.getSignature()).getParameterTypes();
		Object[] arguments = call.getArgs();
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = FUNCTION_TYPES.wrap(types[i], arguments[i], given);
		}
		return arguments;
	}

}
