package dev.tracing.kotlin

import org.springframework.boot.autoconfigure.EnableAutoConfiguration
import org.springframework.context.annotation.Configuration
import org.springframework.context.annotation.Import

@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Offices::class, Routes::class, Steps::class, Stops::class, Tours::class)
class KotlinApplication
