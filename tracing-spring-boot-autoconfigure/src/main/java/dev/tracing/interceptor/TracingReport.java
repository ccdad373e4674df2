package dev.tracing.interceptor;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What is traced in an application, and what cannot be. Collects while the application
 * starts; a problem that turns up later, in a bean that is made lazily, is logged at
 * once. Each problem is told once. Safe for use by many threads.
 */
public final class TracingReport {

	private static final Log logger = LogFactory.getLog(TracingReport.class);

	private final Map<Class<?>, Integer> tracedMethods = new LinkedHashMap<>();

	private final Map<Class<?>, Integer> wovenMethods = new LinkedHashMap<>();

	private final Set<String> carryingExecutors = new LinkedHashSet<>();

	private final Set<Problem> problems = new LinkedHashSet<>();

	private boolean started;

	/**
	 * Notes a class of beans with traced methods.
	 * @param beanClass the class of the bean
	 * @param methods how many of its methods are traced
	 */
	synchronized void traced(Class<?> beanClass, int methods) {
		this.tracedMethods.put(beanClass, methods);
	}

	/**
	 * Notes a class of beans with methods that the aspect traces.
	 * @param beanClass the class of the bean
	 * @param methods how many of its methods the aspect traces
	 */
	synchronized void woven(Class<?> beanClass, int methods) {
		this.wovenMethods.put(beanClass, methods);
	}

	/**
	 * Notes an executor or scheduler whose tasks run with the context of their submitter.
	 * @param beanName the name of its bean
	 */
	public synchronized void carries(String beanName) {
		this.carryingExecutors.add(beanName);
	}

	/**
	 * Notes something that is not traced, or carries no context, though it looks so.
	 * @param place the place to look at: a method, a class, a bean, a property
	 * @param problem what is wrong there, as a sentence
	 * @param fix what to do about it, as a sentence
	 */
	public synchronized void problem(String place, String problem, String fix) {
		Problem added = new Problem(place, problem, fix);
		if (this.problems.add(added) && this.started) {
			logger.warn(added);
		}
	}

	/**
	 * Logs the problems found so far, and from now on each one when it is found. To be
	 * called once, when the application has started.
	 */
	public synchronized void applicationStarted() {
		this.started = true;
		this.problems.forEach(logger::warn);
	}

	public synchronized int tracedClasses() {
		return this.tracedMethods.size();
	}

	public synchronized int tracedMethods() {
		return this.tracedMethods.values().stream().mapToInt(Integer::intValue).sum();
	}

	public synchronized int wovenClasses() {
		return this.wovenMethods.size();
	}

	public synchronized int wovenMethods() {
		return this.wovenMethods.values().stream().mapToInt(Integer::intValue).sum();
	}

	public synchronized int carryingExecutors() {
		return this.carryingExecutors.size();
	}

	public synchronized List<Problem> problems() {
		return List.copyOf(this.problems);
	}

	/**
	 * Something that is not traced, or carries no context, though it looks so.
	 *
	 * @param place the place to look at
	 * @param problem what is wrong there
	 * @param fix what to do about it
	 */
	public record Problem(String place, String problem, String fix) {

		@Override
		public String toString() {
			return this.place + ": " + this.problem + " " + this.fix;
		}

	}

}
