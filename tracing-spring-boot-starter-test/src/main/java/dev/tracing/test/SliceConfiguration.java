package dev.tracing.test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * Adds tracing to a context that is a slice of an application: the auto-configurations
 * that the file of this class's name in {@code META-INF/spring} lists.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration
class SliceConfiguration {

}
