package dev.tracing.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

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
	 * AspectJ pointcut expressions. The methods of beans that one of them matches are
	 * traced as if annotated with @Traced.
	 */
	private List<String> pointcuts = new ArrayList<>();

	private final Console console = new Console();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public List<String> getPointcuts() {
		return this.pointcuts;
	}

	public void setPointcuts(List<String> pointcuts) {
		this.pointcuts = pointcuts;
	}

	public Console getConsole() {
		return this.console;
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

}
