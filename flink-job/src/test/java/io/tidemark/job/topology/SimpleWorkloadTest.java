/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import static io.tidemark.model.schema.Option.MAY_BE_UNKNOWN;
import static io.tidemark.model.schema.Option.REQUIRED;
import static io.tidemark.model.schema.Option.oneOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.rows.SchemaFormat;
import io.tidemark.model.rows.SchemaRow;
import io.tidemark.model.schema.InputType;
import io.tidemark.model.schema.WorkloadSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A workload that is nothing but a schema, from its JSON to its documents. */
@Tag("fast")
class SimpleWorkloadTest {

  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** Has the name of another workload, because its documents need an index family. */
  private static final WorkloadSchema SCHEMA =
      WorkloadSchema.named("training")
          .identity("tenant_id", "doc_id")
          .input("doc_id", InputType.IDENTIFIER, REQUIRED)
          .eventTime("event_time")
          .dimension("tenant_id", REQUIRED)
          .dimension("user_id")
          .input("status", InputType.IDENTIFIER, oneOf("succeeded", "failed"))
          .count("documents")
          .count("succeeded")
          .count("failed")
          .sum("pages", MAY_BE_UNKNOWN)
          .sum("images", MAY_BE_UNKNOWN)
          .histogram("run_time_ms", MAY_BE_UNKNOWN)
          .groupedBy("user_id")
          .build();

  private final SchemaFormat format = new SchemaFormat(SCHEMA);
  private FoldedHours<SchemaRow, Integer> job;

  @BeforeEach
  void start() throws Exception {
    job = new FoldedHours<>(SimpleWorkload.create(SCHEMA, "documents"));
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void countsEachEventOnce() throws Exception {
    take("d1", TEN, "\"status\":\"succeeded\",\"pages\":3,\"run_time_ms\":40");
    take("d1", TEN, "\"status\":\"succeeded\",\"pages\":3,\"run_time_ms\":40");
    take("d2", TEN + MINUTE, "\"status\":\"failed\",\"pages\":2");
    take("d3", TEN + HOUR, "\"pages\":5");
    job.watermark(TEN + 2 * HOUR);

    JsonNode hour = job.hour(TEN);
    assertThat(hour.path("tenant_id").asText()).isEqualTo("acme");
    assertThat(hour.path("user_id").asText()).isEqualTo("ada");
    assertThat(hour.path("documents").asLong()).isEqualTo(2);
    assertThat(hour.path("succeeded").asLong()).isEqualTo(1);
    assertThat(hour.path("failed").asLong()).isEqualTo(1);
    assertThat(hour.path("pages").asLong()).isEqualTo(5);
    assertThat(hour.at("/run_time_ms/count").asLong()).isEqualTo(1);
    assertThat(hour.at("/run_time_ms/sum").asLong()).isEqualTo(40);
    assertThat(hour.path("final").asBoolean()).isTrue();
    assertThat(job.hour(TEN + HOUR).path("pages").asLong()).isEqualTo(5);

    job.watermark(TEN + 80 * HOUR);
    assertThat(job.stateEntriesAndTimers()).isZero();
  }

  @Test
  void leavesOutMeasuresThatNoEventReported() throws Exception {
    take("d1", TEN, "\"pages\":0");
    job.watermark(TEN + HOUR);

    assertThat(job.hour(TEN).path("pages").asLong(-1)).isZero();
    assertThat(job.hour(TEN).path("failed").asLong(-1)).isZero();
    assertThat(job.hour(TEN).has("images")).isFalse();
  }

  @Test
  void correctsAFinalWindowWithLateEvents() throws Exception {
    take("d1", TEN, "\"pages\":1");
    job.watermark(TEN + HOUR);
    take("d2", TEN, "\"pages\":2");
    job.clock(TEN + 2 * HOUR);
    job.clock(TEN + 3 * HOUR);

    assertThat(job.hour(TEN).path("pages").asLong()).isEqualTo(3);
  }

  @Test
  void keepsIdsOverARestart() throws Exception {
    SchemaRow row = read("d1", TEN, "\"pages\":1");
    OperatorSubtaskState state;
    try (var first = startOperator(null)) {
      first.processElement(new StreamRecord<>(row));
      first.prepareSnapshotPreBarrier(1);
      assertThat(first.extractOutputValues()).hasSize(1);
      state = first.snapshot(1, 1);
    }
    try (var second = startOperator(state)) {
      second.processElement(new StreamRecord<>(row));
      second.prepareSnapshotPreBarrier(2);
      assertThat(second.extractOutputValues()).isEmpty();
      assertThat(second.getSideOutput(SideOutputs.COUNTS)).hasSize(1);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<Integer, SchemaRow, PartialAggregate>
      startOperator(OperatorSubtaskState state) throws Exception {
    Workload<SchemaRow, SchemaRow, Integer> workload = SimpleWorkload.create(SCHEMA, "documents");
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            workload.counting().operator().apply(FoldedHours.OPTIONS),
            workload.counting().key(),
            workload.counting().keyType());
    harness.setup(workload.windows().part().serializer());
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private void take(String id, long time, String members) throws Exception {
    job.take(read(id, time, members));
  }

  private SchemaRow read(String id, long time, String members) {
    String json =
        "{\"doc_id\":\"%s\",\"event_time\":%d,\"tenant_id\":\"acme\",\"user_id\":\"ada\",%s}"
            .formatted(id, time, members);
    List<SchemaRow> rows = new ArrayList<>();
    format.parse(
        json.getBytes(UTF_8),
        new UsageFormat.Output<>() {
          @Override
          public void event(SchemaRow row) {
            rows.add(row);
          }

          @Override
          public void reject(String message) {
            throw new AssertionError(message);
          }
        });
    return rows.get(0);
  }
}
