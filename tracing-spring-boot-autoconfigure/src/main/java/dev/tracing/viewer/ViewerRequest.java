package dev.tracing.viewer;

import org.jspecify.annotations.Nullable;

/**
 * What a filter has found out about a request, for the endpoint, which sees none of it.
 *
 * @param refusal why the request is not answered unless the user has logged in, or null
 * if it is answered
 * @param fromPage whether no other page than ours can have sent it
 * @param lastEventId the number of the last event that a client got before its stream
 * broke off, or null
 * @param knownTag the tag of the file that a client has already, or null
 * @since 0.1.0
 */
public record ViewerRequest(@Nullable String refusal, boolean fromPage, @Nullable String lastEventId,
		@Nullable String knownTag) {

	/**
	 * The name under which it is found.
	 */
	public static final String ATTRIBUTE = ViewerRequest.class.getName();

	/**
	 * What is to be thought of a request that no filter has seen.
	 */
	public static final ViewerRequest UNSEEN = new ViewerRequest("The request was not looked at.", false, null, null);

	/**
	 * Looks at a request.
	 * @param connection the request as it was sent
	 * @param gate decides whether it is answered
	 * @return what was found out
	 */
	public static ViewerRequest of(ViewerConnection connection, ViewerGate gate) {
		return new ViewerRequest(gate.refusal(connection), gate.isFromPage(connection),
				connection.header("Last-Event-ID"), connection.header("If-None-Match"));
	}

}
