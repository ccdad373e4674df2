package dev.tracing.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.tracing.interceptor.TracingMode;
import dev.tracing.store.SpanMasking;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the starter.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("tracing")
public class TracingProperties {

	/**
	 * Whether anything is traced by this starter. With false, no bean is advised, no
	 * executor decorated, and no hook set.
	 */
	private boolean enabled = true;

	/**
	 * Whether proxies or the aspects of tracing-aspects make the spans of annotated
	 * methods. By default the aspects do for the methods that they are woven into, and
	 * proxies for all others.
	 */
	private TracingMode mode = TracingMode.AUTO;

	/**
	 * Order of the advice that makes the spans, among the other advice of a bean. It is
	 * inside of that with the same or a lower order, and always inside of @Async
	 * and @Retryable. By default it is outside of all other.
	 */
	private int order = Ordered.HIGHEST_PRECEDENCE;

	/**
	 * AspectJ pointcut expressions. The methods of beans that one of them matches are
	 * traced as if annotated with @Traced.
	 */
	private List<String> pointcuts = new ArrayList<>();

	/**
	 * Whether requests to management endpoints are traced that are not part of a trace
	 * already.
	 */
	private boolean managementEndpoints;

	private final Propagation propagation = new Propagation();

	private final Console console = new Console();

	private final Findings findings = new Findings();

	private final Viewer viewer = new Viewer();

	private final Logging logging = new Logging();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public TracingMode getMode() {
		return this.mode;
	}

	public void setMode(TracingMode mode) {
		this.mode = mode;
	}

	public int getOrder() {
		return this.order;
	}

	public void setOrder(int order) {
		this.order = order;
	}

	public List<String> getPointcuts() {
		return this.pointcuts;
	}

	public void setPointcuts(List<String> pointcuts) {
		this.pointcuts = pointcuts;
	}

	public boolean isManagementEndpoints() {
		return this.managementEndpoints;
	}

	public void setManagementEndpoints(boolean managementEndpoints) {
		this.managementEndpoints = managementEndpoints;
	}

	public Propagation getPropagation() {
		return this.propagation;
	}

	public Console getConsole() {
		return this.console;
	}

	public Findings getFindings() {
		return this.findings;
	}

	public Viewer getViewer() {
		return this.viewer;
	}

	public Logging getLogging() {
		return this.logging;
	}

	/**
	 * What is carried to other threads, and by what.
	 */
	public static class Propagation {

		/**
		 * Whether the current observation is carried to tasks on executors as well. The
		 * tree of spans is right without it.
		 */
		private boolean observation;

		/**
		 * Keys of the thread-local accessors, registered with Micrometer's context
		 * propagation, whose values are carried to tasks on executors as well.
		 */
		private List<String> accessors = new ArrayList<>();

		/**
		 * Names of executor and scheduler beans to be left as they are.
		 */
		private List<String> excludedExecutors = new ArrayList<>();

		public boolean isObservation() {
			return this.observation;
		}

		public void setObservation(boolean observation) {
			this.observation = observation;
		}

		public List<String> getAccessors() {
			return this.accessors;
		}

		public void setAccessors(List<String> accessors) {
			this.accessors = accessors;
		}

		public List<String> getExcludedExecutors() {
			return this.excludedExecutors;
		}

		public void setExcludedExecutors(List<String> excludedExecutors) {
			this.excludedExecutors = excludedExecutors;
		}

	}

	/**
	 * What looks wrong in traces.
	 */
	public static class Findings {

		/**
		 * Whether it is logged if a trace that is recorded looks wrong, once for each
		 * kind of fault and place.
		 */
		private boolean log = true;

		public boolean isLog() {
			return this.log;
		}

		public void setLog(boolean log) {
			this.log = log;
		}

	}

	/**
	 * Traces on the console.
	 */
	public static class Console {

		/**
		 * Whether each finished trace is printed to the console, as a tree.
		 */
		private boolean enabled;

		/**
		 * Whether the attributes of the spans are printed as well.
		 */
		private boolean attributes;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public boolean isAttributes() {
			return this.attributes;
		}

		public void setAttributes(boolean attributes) {
			this.attributes = attributes;
		}

	}

	/**
	 * Traces in memory, and the page on which they are looked at.
	 */
	public static class Viewer {

		/**
		 * Names of hosts, without port, under which anybody who can reach the endpoint
		 * may look at traces. Without any, only this machine and users who have logged in
		 * may.
		 */
		private List<String> allowedHosts = new ArrayList<>();

		/**
		 * What is hidden of spans before they are kept in memory. By default the values
		 * that are not known to be harmless.
		 */
		private SpanMasking masking = SpanMasking.UNKNOWN;

		/**
		 * How many of the newest traces are kept in memory. Fifty more are kept that have
		 * errors, and fifty more that are slow.
		 */
		private int traces = 500;

		/**
		 * How much memory the spans that are kept may take, by an estimate.
		 */
		private DataSize memory = DataSize.ofMegabytes(32);

		public List<String> getAllowedHosts() {
			return this.allowedHosts;
		}

		public void setAllowedHosts(List<String> allowedHosts) {
			this.allowedHosts = allowedHosts;
		}

		public SpanMasking getMasking() {
			return this.masking;
		}

		public void setMasking(SpanMasking masking) {
			this.masking = masking;
		}

		public int getTraces() {
			return this.traces;
		}

		public void setTraces(int traces) {
			this.traces = traces;
		}

		public DataSize getMemory() {
			return this.memory;
		}

		public void setMemory(DataSize memory) {
			this.memory = memory;
		}

	}

	/**
	 * The ids of spans in log lines.
	 */
	public static class Logging {

		/**
		 * Whether the ids in a log line are read from the current context when the line
		 * is written. A scope costs less then, but the MDC does not have the ids.
		 */
		private boolean lazy;

		public boolean isLazy() {
			return this.lazy;
		}

		public void setLazy(boolean lazy) {
			this.lazy = lazy;
		}

	}

}
