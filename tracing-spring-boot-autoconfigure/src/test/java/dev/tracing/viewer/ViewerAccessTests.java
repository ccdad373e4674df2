package dev.tracing.viewer;

import java.security.Principal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is answered though the gate says no.
 */
class ViewerAccessTests {

	private static final ViewerRequest REFUSED = new ViewerRequest("From elsewhere.", true, null, null);

	@Test
	void answersUsersWhoHaveLoggedIn() {
		assertThat(statusFor(
				new UsernamePasswordAuthenticationToken("user", null, AuthorityUtils.createAuthorityList("USER"))))
			.isEqualTo(200);
		assertThat(statusFor(() -> "user of the container")).isEqualTo(200);
	}

	@Test
	void answersNobodyElse() {
		assertThat(statusFor(null)).isEqualTo(403);
		assertThat(statusFor(
				new AnonymousAuthenticationToken("key", "anonymous", AuthorityUtils.createAuthorityList("ANONYMOUS"))))
			.isEqualTo(403);
		assertThat(statusFor(UsernamePasswordAuthenticationToken.unauthenticated("user", "guess"))).isEqualTo(403);
	}

	@Test
	void answersNothingThatNoFilterHasSeen() {
		assertThat(ViewerAccess.refusalToRead(ViewerRequest.UNSEEN, SecurityContext.NONE)).isNotNull();
	}

	@Test
	void aUserWhoHasLoggedInChangesNothingFromAnotherPage() {
		ViewerRequest elsewhere = new ViewerRequest(null, false, null, null);
		assertThat(ViewerAccess.refusalToWrite(elsewhere, context(() -> "user"))).isNotNull();
	}

	private static int statusFor(@Nullable Principal principal) {
		WebEndpointResponse<byte[]> refusal = ViewerAccess.refusalToRead(REFUSED, context(principal));
		return (refusal != null) ? refusal.getStatus() : 200;
	}

	private static SecurityContext context(@Nullable Principal principal) {
		return new SecurityContext() {

			@Override
			public @Nullable Principal getPrincipal() {
				return principal;
			}

			@Override
			public boolean isUserInRole(String role) {
				return false;
			}

		};
	}

}
