package demo.trip;

/**
 * A trip that somebody wants to make.
 *
 * @param reference what the search for it is known by, unique
 * @param from where it starts
 * @param to where it ends
 */
public record Trip(String reference, String from, String to) {

}
