package dev.tracing.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.BrokerModel;
import org.apache.qpid.server.model.Container;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;

/**
 * A broker for RabbitMQ's clients in this JVM: Qpid, which speaks their protocol. Of
 * RabbitMQ itself there is none that runs in a JVM.
 */
final class AmqpBroker implements AutoCloseable {

	private static final String CONFIGURATION = """
			{
			  "name": "broker", "modelVersion": "%s",
			  "authenticationproviders": [{ "name": "any", "type": "Plain", "secureOnlyMechanisms": [],
			    "users": [{ "name": "guest", "type": "managed", "password": "guest" }] }],
			  "ports": [{ "name": "AMQP", "port": "0", "bindingAddress": "127.0.0.1", "protocols": ["AMQP_0_9_1"],
			    "authenticationProvider": "any",
			    "virtualhostaliases": [{ "name": "defaultAlias", "type": "defaultAlias" }] }],
			  "virtualhostnodes": [{ "name": "default", "type": "Memory", "defaultVirtualHostNode": "true",
			    "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}" }]
			}
			""";

	private final SystemLauncher launcher;

	private final int port;

	private AmqpBroker(SystemLauncher launcher, int port) {
		this.launcher = launcher;
		this.port = port;
	}

	static AmqpBroker start() throws Exception {
		Started started = new Started();
		SystemLauncher launcher = new SystemLauncher(started);
		Path work = Files.createTempDirectory("amqp");
		launcher.startup(Map.of("type", "Memory", "startupLoggedToSystemOut", false, "context",
				Map.of("qpid.work_dir", work.toString()), "initialConfigurationLocation", configuration(work)));
		return new AmqpBroker(launcher, started.port());
	}

	private static String configuration(Path directory) throws IOException {
		return Files.writeString(directory.resolve("broker.json"), CONFIGURATION.formatted(BrokerModel.MODEL_VERSION))
			.toUri()
			.toString();
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.launcher.shutdown();
	}

	private static final class Started extends SystemLauncherListener.DefaultSystemLauncherListener {

		private SystemConfig<?> system;

		@Override
		public void onContainerResolve(SystemConfig<?> systemConfig) {
			this.system = systemConfig;
		}

		int port() {
			Container<?> broker = this.system.getContainer();
			return (int) broker.getChildren(Port.class).iterator().next().getAttribute("boundPort");
		}

	}

}
