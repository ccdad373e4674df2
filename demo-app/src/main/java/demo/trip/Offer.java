package demo.trip;

import java.math.BigDecimal;

/**
 * A ranked quote.
 *
 * @param provider the name of the provider
 * @param price the price in euros
 * @param minutes how long the trip takes
 * @param cost the price and the traveller's time, in euros
 */
public record Offer(String provider, BigDecimal price, int minutes, BigDecimal cost) {

}
