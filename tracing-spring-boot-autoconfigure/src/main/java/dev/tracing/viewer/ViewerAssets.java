package dev.tracing.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.MimeType;

/**
 * The files of the page, as they are in the jar.
 *
 * @since 0.1.0
 */
public final class ViewerAssets {

	/**
	 * Where the files are on the class path.
	 */
	public static final String FOLDER = "META-INF/dev.tracing/viewer/ui/";

	/** The file that is the page itself. */
	static final String PAGE = "index.html";

	// no slash, so that no name leads out of the folder
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*\\.([a-z]+)");

	private static final Map<String, MimeType> TYPES = Map.of("html", MimeType.valueOf("text/html;charset=UTF-8"), "js",
			MimeType.valueOf("text/javascript;charset=UTF-8"), "css", MimeType.valueOf("text/css;charset=UTF-8"), "svg",
			MimeType.valueOf("image/svg+xml"));

	private final Map<String, Asset> found = new ConcurrentHashMap<>();

	/**
	 * Finds a file.
	 * @param name the name of the file, without folder
	 * @return the file, or empty if there is none of that name
	 */
	public Optional<Asset> find(String name) {
		Asset known = this.found.get(name);
		if (known != null) {
			return Optional.of(known);
		}
		Optional<Asset> loaded = load(name);
		// what does not exist is not remembered: anybody may ask for anything
		loaded.ifPresent((asset) -> this.found.put(name, asset));
		return loaded;
	}

	private static Optional<Asset> load(String name) {
		Matcher matcher = NAME.matcher(name);
		MimeType type = matcher.matches() ? TYPES.get(matcher.group(1)) : null;
		if (type == null) {
			return Optional.empty();
		}
		try (InputStream stream = ViewerAssets.class.getResourceAsStream("/" + FOLDER + name)) {
			return (stream != null) ? Optional.of(Asset.of(stream.readAllBytes(), type)) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A file of the page.
	 *
	 * @param content the content, not to be changed
	 * @param type the media type
	 * @param etag a tag that changes with the content, in quotes
	 */
	public record Asset(byte[] content, MimeType type, String etag) {

		private static Asset of(byte[] content, MimeType type) {
			try {
				byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
				return new Asset(content, type, '"' + HexFormat.of().formatHex(digest, 0, 8) + '"');
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
