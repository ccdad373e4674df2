package dev.tracing.test.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application of which the tests take slices.
 */
@SpringBootApplication
class SliceApplication {

}
