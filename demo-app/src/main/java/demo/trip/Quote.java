package demo.trip;

import java.math.BigDecimal;

/**
 * What a provider answers.
 *
 * @param provider the name of the provider
 * @param price the price in euros
 * @param minutes how long the trip takes
 */
public record Quote(String provider, BigDecimal price, int minutes) {

}
