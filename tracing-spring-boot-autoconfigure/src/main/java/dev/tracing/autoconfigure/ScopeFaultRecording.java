package dev.tracing.autoconfigure;

import java.util.List;

import dev.tracing.context.ScopeFaults;
import dev.tracing.store.TraceRecorder;

import org.springframework.beans.factory.DisposableBean;

/**
 * Has the recorders of an application know what is found out about spans that have ended.
 */
final class ScopeFaultRecording implements DisposableBean {

	private final List<ScopeFaults.Listener> listeners;

	ScopeFaultRecording(List<TraceRecorder> recorders) {
		this.listeners = recorders.stream().<ScopeFaults.Listener>map((recorder) -> recorder::addEvent).toList();
		this.listeners.forEach(ScopeFaults::addListener);
	}

	@Override
	public void destroy() {
		this.listeners.forEach(ScopeFaults::removeListener);
	}

}
