package dev.tracing.viewertests;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.main.web-application-type=servlet")
class MvcPageTests extends PageContract {

}
