/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.TEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.TestCluster;
import io.tidemark.job.TidemarkJob;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.admission.SourceEventTypeInfo;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.documents.PipelineOutputs;
import io.tidemark.job.topology.WorkloadPipeline;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.window.DayOfHours;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.job.workload.RecordOptions;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.NativeModelCallFormat;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.PrivacyOptions;
import io.tidemark.stack.sample.SamplePlan;
import io.tidemark.testkit.events.EventLines;
import io.tidemark.testkit.oracle.FlatDocument;
import io.tidemark.testkit.oracle.ModelCallOracle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The topology of production, with Kryo forbidden, on lines instead of Kafka. */
@Tag("cluster")
class ModelCallTopologyTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.createWithSlots(2);

  private static final double CALLS_PER_SECOND = 0.5;
  private static final int MALFORMED = 10;

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void everyHourEqualsTheOracle(String stateBackend) throws Exception {
    Configuration settings = TidemarkJob.settings();
    settings.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    // The sink that collects results cannot be given an id.
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(2);
    long seed = System.nanoTime();
    List<String> lines = lines(seed);
    DataStream<SourceEvent<ModelCall>> incoming =
        environment
            .fromData(lines)
            .uid("lines")
            .process(new Read())
            .returns(new SourceEventTypeInfo<>())
            .uid("read");

    PipelineOutputs outputs =
        WorkloadPipeline.define(
            incoming,
            Workloads.MODEL_CALLS,
            FoldedHours.OPTIONS
                .withRecords(new RecordOptions(RecordOptions.Kept.NONE, PrivacyOptions.DEFAULT))
                .withFlushEvery(Duration.ofMillis(50)));

    ModelCallOracle oracle = new ModelCallOracle();
    lines.forEach(line -> oracle.add(line.getBytes(UTF_8)));
    assertThat(hours(outputs))
        .as("seed %d", seed)
        .hasSizeGreaterThan(100)
        .containsExactlyInAnyOrderElementsOf(oracle.hours().values());
  }

  private static List<Map<String, Object>> hours(PipelineOutputs outputs) throws Exception {
    StoredDocuments stored = new StoredDocuments();
    try (CloseableIterator<DocumentWrite> documents = outputs.documents().executeAndCollect()) {
      documents.forEachRemaining(stored::write);
    }
    DayOfHours.requireSums(Workloads.MODEL_CALLS.schema(), stored.figures());
    List<Map<String, Object>> hours = new ArrayList<>();
    for (JsonNode document : stored.figures().values()) {
      Map<String, Object> fields = FlatDocument.of(document);
      assertThat(fields.remove("final")).isEqualTo("true");
      if (fields.containsKey("hour") && fields.containsKey("calls")) {
        hours.add(fields);
      }
    }
    return hours;
  }

  /** Sample calls in any order, every tenth twice, with malformed records in between. */
  private static List<String> lines(long seed) {
    Instant begin = Instant.ofEpochMilli(TEN);
    SamplePlan plan =
        new SamplePlan(
            begin, begin.plus(Duration.ofMinutes(110)), CALLS_PER_SECOND, seed, List.of("acme"));
    List<String> lines = new ArrayList<>(EventLines.sample("model-calls", plan));
    lines.addAll(Collections.nCopies(MALFORMED, "{\"request_id\":"));
    return EventLines.disturbed(lines, new Random(seed));
  }

  /** The work of the source on a record, without Kafka. */
  private static final class Read extends ProcessFunction<String, SourceEvent<ModelCall>> {
    private transient NativeModelCallFormat format;
    private transient SourceEvent<ModelCall> incoming;
    private transient long offset;

    @Override
    public void open(OpenContext context) {
      format = new NativeModelCallFormat();
      incoming = new SourceEvent<>();
    }

    @Override
    public void processElement(
        String line, Context context, Collector<SourceEvent<ModelCall>> out) {
      byte[] record = line.getBytes(UTF_8);
      incoming.from("lines", 0, offset++, TEN, ByteBuffer.wrap(record), format);
      format.parse(
          record,
          new UsageFormat.Output<>() {
            @Override
            public void event(ModelCall call) {
              out.collect(incoming.event(call, call.eventTime()));
            }

            @Override
            public void reject(String message) {
              out.collect(incoming.rejected(DeadLetterReason.MALFORMED, message));
            }
          });
    }
  }
}
