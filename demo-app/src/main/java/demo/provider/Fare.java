package demo.provider;

import java.math.BigDecimal;

/**
 * What a provider takes for a route.
 *
 * @param provider the name of the provider
 * @param price the price in euros
 * @param minutes how long the trip takes
 */
record Fare(String provider, BigDecimal price, int minutes) {

}
