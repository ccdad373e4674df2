package dev.tracing.viewer;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire, before anybody made it look as if it had come
 * another way.
 *
 * @since 0.1.0
 */
public interface ViewerConnection {

	/**
	 * The other end of the connection.
	 * @return the address, or null if it is not known
	 */
	@Nullable InetAddress remoteAddress();

	/**
	 * A header as it was sent.
	 * @param name the name of the header
	 * @return the first value, or null if there is none
	 */
	@Nullable String header(String name);

	/**
	 * Whether the web server may have replaced the address or the headers by what a proxy
	 * says.
	 * @return whether what is told here may be a proxy's word
	 */
	boolean isRewritten();

}
