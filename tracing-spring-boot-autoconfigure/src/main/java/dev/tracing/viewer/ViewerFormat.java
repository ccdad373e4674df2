package dev.tracing.viewer;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * What a client would like to get, where there is a choice. Whoever takes both gets the
 * second.
 *
 * @since 0.1.0
 */
public enum ViewerFormat implements Producible<ViewerFormat> {

	/** The tree as text. */
	TEXT(MimeTypeUtils.TEXT_PLAIN),

	/** Data, also for those who take anything. */
	JSON(MimeTypeUtils.APPLICATION_JSON);

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
