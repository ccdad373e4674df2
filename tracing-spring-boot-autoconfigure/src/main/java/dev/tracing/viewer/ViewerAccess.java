package dev.tracing.viewer;

import java.nio.charset.StandardCharsets;
import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.util.ClassUtils;
import org.springframework.util.MimeType;

/**
 * Says no to requests that are not to be answered, unless the user has logged in.
 *
 * @since 0.1.0
 */
public final class ViewerAccess {

	private static final int FORBIDDEN = 403;

	private static final MimeType TEXT = MimeType.valueOf("text/plain;charset=UTF-8");

	private static final boolean SPRING_SECURITY = ClassUtils
		.isPresent("org.springframework.security.core.Authentication", ViewerAccess.class.getClassLoader());

	private ViewerAccess() {
	}

	/**
	 * Decides about a request that reads.
	 * @param request what a filter has found out
	 * @param security who the user is
	 * @return the refusal, or null if the request is to be answered
	 */
	public static @Nullable WebEndpointResponse<byte[]> refusalToRead(ViewerRequest request, SecurityContext security) {
		String refusal = request.refusal();
		return (refusal == null || isLoggedIn(security.getPrincipal())) ? null : forbidden(refusal);
	}

	/**
	 * Decides about a request that changes something.
	 * @param request what a filter has found out
	 * @param security who the user is
	 * @return the refusal, or null if the request is to be answered
	 */
	public static @Nullable WebEndpointResponse<byte[]> refusalToWrite(ViewerRequest request,
			SecurityContext security) {
		return request.fromPage() ? refusalToRead(request, security)
				: forbidden("Only the page itself may change something.");
	}

	private static WebEndpointResponse<byte[]> forbidden(String reason) {
		return new WebEndpointResponse<>((reason + "\n").getBytes(StandardCharsets.UTF_8), FORBIDDEN, TEXT);
	}

	private static boolean isLoggedIn(@Nullable Principal principal) {
		return principal != null && !(SPRING_SECURITY && Anonymous.is(principal));
	}

	/**
	 * Knows Spring Security.
	 */
	private static final class Anonymous {

		static boolean is(Principal principal) {
			return principal instanceof Authentication authentication
					&& !new AuthenticationTrustResolverImpl().isAuthenticated(authentication);
		}

	}

}
