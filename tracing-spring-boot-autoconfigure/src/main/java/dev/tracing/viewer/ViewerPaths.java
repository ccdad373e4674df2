package dev.tracing.viewer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The paths of the endpoint, and what the response under each has in its headers. Paths
 * are matched in the way Spring matches them, so that none leads to the endpoint and past
 * this.
 *
 * @since 0.1.0
 */
public final class ViewerPaths {

	private static final Map<String, String> SECURITY_HEADERS = Map.of("Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
					+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
					+ "require-trusted-types-for 'script'; trusted-types 'none'",
			"X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer", "Cross-Origin-Opener-Policy",
			"same-origin", "Cross-Origin-Resource-Policy", "same-origin");

	private final PathPattern below;

	private final String lastSegment;

	private final int segments;

	private final ViewerAssets assets;

	/**
	 * Create paths.
	 * @param path the path of the endpoint within the application
	 * @param assets the files of the page
	 */
	public ViewerPaths(String path, ViewerAssets assets) {
		this.below = PathPatternParser.defaultInstance.parse(path + "/**");
		this.lastSegment = path.substring(path.lastIndexOf('/') + 1);
		this.segments = segments(PathContainer.parsePath(path)).size();
		this.assets = assets;
	}

	/**
	 * Whether a request is for the endpoint.
	 * @param path the path within the application
	 * @return whether the path is the endpoint's own or below it
	 */
	public boolean matches(PathContainer path) {
		return this.below.matches(path);
	}

	/**
	 * Where a browser is led that is not where the page is.
	 * @param path the path within the application
	 * @param accept the header of that name, or null
	 * @return the address of the page relative to the path, or null if the request is for
	 * something else
	 */
	public @Nullable String redirect(PathContainer path, @Nullable String accept) {
		List<String> rest = rest(path);
		boolean slash = path.value().endsWith("/");
		if (rest.isEmpty() && accept != null && accept.startsWith("text/html")) {
			return slash ? "ui" : this.lastSegment + "/ui";
		}
		// what the page asks for is relative to its address, which must not end in a
		// slash
		return (slash && rest.equals(List.of("ui"))) ? "../ui" : null;
	}

	/**
	 * The headers of the response.
	 * @param path the path within the application
	 * @return the headers
	 */
	public Map<String, String> headers(PathContainer path) {
		Map<String, String> headers = new LinkedHashMap<>(SECURITY_HEADERS);
		List<String> rest = rest(path);
		boolean file = !rest.isEmpty() && rest.get(0).equals("ui");
		headers.put("Cache-Control", file ? "no-cache" : "no-store");
		if (file && rest.size() <= 2) {
			this.assets.find((rest.size() == 2) ? rest.get(1) : ViewerAssets.PAGE)
				.ifPresent((asset) -> headers.put("ETag", asset.etag()));
		}
		return headers;
	}

	private List<String> rest(PathContainer path) {
		List<String> all = segments(path);
		return all.subList(Math.min(this.segments, all.size()), all.size());
	}

	private static List<String> segments(PathContainer path) {
		return path.elements()
			.stream()
			.filter(PathContainer.PathSegment.class::isInstance)
			.map((element) -> ((PathContainer.PathSegment) element).valueToMatch())
			.toList();
	}

}
