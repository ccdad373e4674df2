package dev.tracing.viewer;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * What a client would like to get, where there is a choice. Of several that it names, the
 * last of these counts.
 *
 * @since 0.1.0
 */
public enum ViewerFormat implements Producible<ViewerFormat> {

	/** The tree as text. */
	TEXT(MimeTypeUtils.TEXT_PLAIN),

	/** Data. Whoever takes anything gets this. */
	JSON(MimeTypeUtils.APPLICATION_JSON),

	/** A page, as browsers name it first. */
	HTML(MimeTypeUtils.TEXT_HTML);

	private final MimeType type;

	ViewerFormat(MimeType type) {
		this.type = type;
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.type;
	}

	@Override
	public boolean isDefault() {
		return this == JSON;
	}

}
