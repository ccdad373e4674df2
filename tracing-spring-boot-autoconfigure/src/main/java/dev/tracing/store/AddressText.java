package dev.tracing.store;

import java.util.regex.Pattern;

/**
 * Texts without what addresses in them may give away: the user before the host, and the
 * query.
 */
final class AddressText {

	private static final Pattern USER = Pattern.compile("(?<=://)[^/?#\\s]*@");

	private static final Pattern QUERY = Pattern.compile("(://[^\\s?#\"'<>]*+)[?#][^\\s\"'<>]*+");

	/**
	 * Takes out what the addresses in a text give away, as far as they have a scheme.
	 */
	static String of(String text) {
		if (!text.contains("://")) {
			return text;
		}
		return QUERY.matcher(USER.matcher(text).replaceAll("")).replaceAll("$1");
	}

	/**
	 * Does the same to a text that is an address, with or without a scheme.
	 */
	static String ofAddress(String address) {
		int end = address.length();
		for (char delimiter : new char[] { '?', '#' }) {
			int at = address.indexOf(delimiter);
			end = (at >= 0) ? Math.min(end, at) : end;
		}
		return of(address.substring(0, end));
	}

	private AddressText() {
	}

}
