package dev.tracing.viewertests;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = { "spring.main.web-application-type=reactive", "management.server.port=0",
		// Spring Boot cannot decide between two reactive web servers for the port
		"spring.autoconfigure.exclude=org.springframework.boot.tomcat.autoconfigure.actuate.web.server."
				+ "TomcatReactiveManagementContextAutoConfiguration" })
class WebFluxManagementPortViewerTests extends ViewerContract {

}
