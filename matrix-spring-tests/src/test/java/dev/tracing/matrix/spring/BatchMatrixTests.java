package dev.tracing.matrix.spring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tracing.test.RecordedTraces;
import org.junit.jupiter.api.Test;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.support.SimpleFlow;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;

import static dev.tracing.test.TraceAssertions.assertThat;

/**
 * Parallel steps of Spring Batch, on an executor that is a bean.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "spring.batch.job.enabled=false")
class BatchMatrixTests {

	@Autowired
	private Leaf.Root root;

	@Autowired
	private Leaf leaf;

	@Autowired
	private JobOperator operator;

	@Autowired
	private JobRepository repository;

	@Autowired
	@Qualifier("applicationTaskExecutor")
	private AsyncTaskExecutor executor;

	@Autowired
	private RecordedTraces traces;

	@Test
	void g4_stepsOfASplitAreSiblings() {
		Flow[] flows = IntStream.range(0, 5)
			.mapToObj((i) -> new FlowBuilder<SimpleFlow>("flow" + i).start(step("step" + i)).build())
			.toArray(Flow[]::new);
		Flow split = new FlowBuilder<SimpleFlow>("split").split(this.executor).add(flows).build();
		run(new JobBuilder("split", this.repository).start(split).end().build());
		assertFiveSiblings();
	}

	@Test
	void g4_itemsOfAStepWithThreadsAreSiblings() {
		Step step = new StepBuilder("step", this.repository).<Integer, String>chunk(5)
			.reader(new ListItemReader<>(List.of(1, 2, 3, 4, 5)))
			.processor((item) -> this.leaf.work())
			.writer((chunk) -> {
			})
			.taskExecutor(this.executor)
			.build();
		run(new JobBuilder("threads", this.repository).start(step).build());
		assertFiveSiblings();
	}

	@Test
	void g4_partitionsOfAStepAreSiblings() {
		Step step = new StepBuilder("partitioned", this.repository).partitioner("step", (size) -> {
			Map<String, ExecutionContext> partitions = new HashMap<>();
			for (int i = 0; i < 5; i++) {
				partitions.put("partition" + i, new ExecutionContext());
			}
			return partitions;
		}).step(step("step")).gridSize(5).taskExecutor(this.executor).build();
		run(new JobBuilder("partitions", this.repository).start(step).build());
		assertFiveSiblings();
	}

	private Step step(String name) {
		return new StepBuilder(name, this.repository).tasklet((contribution, context) -> {
			this.leaf.work();
			return RepeatStatus.FINISHED;
		}).build();
	}

	private void run(Job job) {
		this.root.run(() -> {
			try {
				this.operator.start(job, new JobParameters());
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private void assertFiveSiblings() {
		assertThat(this.traces.awaitOne()).hasTree("""
				root
				└─ spring.batch.job.launch.count
				   └─ Leaf.work ×5
				""");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Leaf.class, Leaf.Root.class })
	static class Application {

	}

}
