/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import static io.tidemark.job.comfyui.RunsAndLevels.HOUR;
import static io.tidemark.job.comfyui.RunsAndLevels.MINUTE;
import static io.tidemark.job.comfyui.RunsAndLevels.OPTIONS;
import static io.tidemark.job.comfyui.RunsAndLevels.TEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.TestCluster;
import io.tidemark.job.TidemarkJob;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.admission.SourceEventTypeInfo;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.modelcalls.StoredDocuments;
import io.tidemark.job.topology.WorkloadPipeline;
import io.tidemark.job.topology.Workloads;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.NativeComfyuiFormat;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.parsing.UsageFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.configuration.CheckpointingOptions;
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

/**
 * The topology of production, with Kryo forbidden and checkpoints on, on lines instead of Kafka.
 */
@Tag("cluster")
class ComfyuiTopologyTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.createWithSlots(2);

  private static final int RUNS = 600;
  private static final long SEED = 7;

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void everyRunIsInTheHourOfItsEndOnce(String stateBackend) throws Exception {
    Configuration settings = TidemarkJob.settings();
    settings.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
    // The sink that collects results cannot be given an id.
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(2);
    DataStream<SourceEvent<ComfyuiStep>> incoming =
        environment
            .fromData(lines())
            .uid("lines")
            .process(new Read())
            .returns(new SourceEventTypeInfo<>())
            .uid("read");

    StoredDocuments stored = new StoredDocuments();
    try (CloseableIterator<DocumentWrite> documents =
        WorkloadPipeline.define(incoming, Workloads.COMFYUI, OPTIONS)
            .documents()
            .executeAndCollect()) {
      documents.forEachRemaining(stored::write);
    }

    Map<String, Long> ended = new TreeMap<>();
    long running = 0;
    for (JsonNode document : stored.figures().values()) {
      String hour = document.path("hour").asText();
      if (document.has("hour") && document.path("executions").asLong() > 0) {
        assertThat(document.path("final").asBoolean()).isTrue();
        ended.merge(
            hour + " " + document.path("user_id").asText(),
            document.path("executions").asLong(),
            Long::sum);
      }
      if (document.path("dimension").asText().equals("tenant")) {
        running += document.path("running_ms").asLong();
      }
    }
    assertThat(ended).isEqualTo(expectedByHour());
    assertThat(running).isEqualTo(RUNS * 7 * MINUTE);
  }

  private static Map<String, Long> expectedByHour() {
    Map<String, Long> runs = new TreeMap<>();
    for (int i = 0; i < RUNS; i++) {
      boolean early = startOf(i) + 7 * MINUTE < TEN + HOUR;
      String hour = early ? "2026-11-22T10:00:00Z" : "2026-11-22T11:00:00Z";
      runs.merge(hour + " user-" + i % 5, 1L, Long::sum);
    }
    return runs;
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      lines.add(line(i, "started", startOf(i), ",\"user_id\":\"user-" + i % 5 + "\""));
      String end = line(i, "succeeded", startOf(i) + 7 * MINUTE, "");
      lines.add(end);
      if (i % 10 == 0) {
        lines.add(end);
      }
      if (i % 200 == 0) {
        lines.add("{\"task_id\":");
      }
    }
    Collections.shuffle(lines, new Random(SEED));
    return lines;
  }

  private static String line(int run, String event, long time, String more) {
    return "{\"task_id\":\"t%s\",\"tenant_id\":\"acme\",\"event\":\"%s\",\"event_time\":%s%s}"
        .formatted(run, event, time, more);
  }

  private static long startOf(int run) {
    return TEN + run * (100 * MINUTE) / RUNS;
  }

  /** Reads a record as the source does, without Kafka. */
  private static final class Read extends ProcessFunction<String, SourceEvent<ComfyuiStep>> {
    private transient NativeComfyuiFormat format;
    private transient SourceEvent<ComfyuiStep> incoming;
    private transient long offset;

    @Override
    public void open(OpenContext context) {
      format = new NativeComfyuiFormat();
      incoming = new SourceEvent<>();
    }

    @Override
    public void processElement(
        String line, Context context, Collector<SourceEvent<ComfyuiStep>> out) {
      byte[] record = line.getBytes(UTF_8);
      incoming.from("lines", 0, offset++, TEN, ByteBuffer.wrap(record), format);
      format.parse(
          record,
          new UsageFormat.Output<>() {
            @Override
            public void event(ComfyuiStep step) {
              out.collect(incoming.event(step, step.eventTime));
            }

            @Override
            public void reject(String message) {
              out.collect(incoming.rejected(DeadLetterReason.MALFORMED, message));
            }
          });
    }
  }
}
