package dev.tracing.viewer;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Decides whom the viewer answers: a request from this machine to this machine, by
 * address and by name; and a request to one of the hosts that are allowed by name,
 * wherever it comes from. Names are looked at because a page from elsewhere can have its
 * own name lead to this machine. What a proxy says of itself makes nobody local.
 *
 * @since 0.1.0
 */
public final class ViewerGate {

	private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

	// who sends one of these has not come directly, or pretends to
	private static final List<String> FORWARDING_HEADERS = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host",
			"X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Ssl", "X-Real-IP");

	private final Set<String> allowedHosts;

	/**
	 * Create a gate.
	 * @param allowedHosts the names of hosts, without port, under which anybody is
	 * answered; with brackets for an IPv6 address
	 */
	public ViewerGate(Collection<String> allowedHosts) {
		this.allowedHosts = allowedHosts.stream().map(ViewerGate::lowerCase).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Looks at a request.
	 * @param connection the request as it was sent
	 * @return why the request is not answered unless the user has logged in, in a
	 * sentence that can be shown to anybody; or null if it is answered
	 */
	public @Nullable String refusal(ViewerConnection connection) {
		String host = host(connection.header("Host"));
		if (this.allowedHosts.contains(host)) {
			return null;
		}
		if (!LOOPBACK_HOSTS.contains(host)) {
			return "The name of the host is not one that traces are shown under: localhost, 127.0.0.1, [::1], "
					+ "and what the property tracing.viewer.allowed-hosts names.";
		}
		InetAddress address = connection.remoteAddress();
		if (address == null || !address.isLoopbackAddress() || isForwarded(connection)) {
			return "Traces are shown to this machine only, without a proxy in between, unless the property "
					+ "tracing.viewer.allowed-hosts names the host that is asked.";
		}
		return null;
	}

	/**
	 * Whether a request that changes something may come from where it comes from: from
	 * the page itself, or from no page at all.
	 * @param connection the request as it was sent
	 * @return whether no other page than ours can have sent it
	 */
	public boolean isFromPage(ViewerConnection connection) {
		String site = connection.header("Sec-Fetch-Site");
		if (site != null) {
			return site.equals("same-origin");
		}
		// browsers leave the other header out where the page came over plain HTTP from
		// elsewhere, and never this one
		String origin = connection.header("Origin");
		String host = connection.header("Host");
		return origin == null || host != null && origin.substring(origin.indexOf("//") + 2).equalsIgnoreCase(host);
	}

	private static boolean isForwarded(ViewerConnection connection) {
		return connection.isRewritten()
				|| FORWARDING_HEADERS.stream().anyMatch((name) -> connection.header(name) != null);
	}

	/**
	 * The host of a header without its port; an empty string where there is none.
	 */
	private static String host(@Nullable String header) {
		if (header == null) {
			return "";
		}
		int colon = header.indexOf(':', header.indexOf(']') + 1);
		return lowerCase((colon >= 0) ? header.substring(0, colon) : header);
	}

	private static String lowerCase(String host) {
		return host.toLowerCase(Locale.ROOT);
	}

}
