package dev.tracing.viewertests;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = { "spring.main.web-application-type=servlet", "management.server.port=0" })
class MvcManagementPortViewerTests extends ViewerContract {

}
