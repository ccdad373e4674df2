package dev.tracing.kafka;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.aopalliance.intercept.MethodInvocation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/**
 * The records of one poll.
 *
 * @param records the records
 * @param topics the topics that they are of
 */
record RecordBatch(List<ConsumerRecord<?, ?>> records, Set<String> topics) {

	/**
	 * The batch that a listener is called with.
	 * @return the batch, or null if it is another method, or there is no record
	 */
	static @Nullable RecordBatch of(MethodInvocation invocation) {
		if (!invocation.getMethod().getName().equals("onMessage")) {
			return null;
		}
		Object argument = invocation.getArguments()[0];
		if (!(argument instanceof List || argument instanceof ConsumerRecords)) {
			return null;
		}
		List<ConsumerRecord<?, ?>> records = StreamSupport.stream(((Iterable<?>) argument).spliterator(), false)
			.<ConsumerRecord<?, ?>>map((element) -> (ConsumerRecord<?, ?>) element)
			.toList();
		Set<String> topics = records.stream().map(ConsumerRecord::topic).collect(Collectors.toSet());
		return records.isEmpty() ? null : new RecordBatch(records, topics);
	}

	/**
	 * As Spring names the observation of a single record.
	 */
	String spanName() {
		return (this.topics.size() == 1) ? this.topics.iterator().next() + " process" : "process";
	}

}
