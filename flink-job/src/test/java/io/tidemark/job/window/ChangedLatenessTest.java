/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.schema.WorkloadSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows whose job goes on with another {@code --lateness} than the 24 h of its savepoint. */
@Tag("fast")
class ChangedLatenessTest {

  private static final AggregateLayout LAYOUT =
      AggregateLayout.createFor(WorkloadSchemas.IMAGE_JOBS);
  private static final WindowTypes TYPES = WindowTypes.create(LAYOUT);
  private static final byte[] GROUP =
      DimensionKey.of(
          Arrays.copyOf(new String[] {"acme"}, WorkloadSchemas.IMAGE_JOBS.dimensionNames().size()));
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

  @Test
  void correctsWindowsThatWereOpenForTheLongerTime() throws Exception {
    try (var windows = start(48, stateAt(TEN + 2 * HOUR))) {
      windows.processWatermark(new Watermark(TEN + 30 * HOUR));
      windows.processElement(new StreamRecord<>(part(1)));
      windows.setProcessingTime(HOUR);

      assertThat(documents(windows)).singleElement().asString().contains("\"jobs\":6,");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 24, 48})
  void forgetsWindowsThatWereOpen(int lateness) throws Exception {
    try (var windows = start(lateness, stateAt(TEN + 2 * HOUR))) {
      windows.processWatermark(new Watermark(TEN + 30 * HOUR));
      windows.processWatermark(new Watermark(TEN + 49 * HOUR));

      assertThat(windows.numKeyedStateEntries() + windows.numEventTimeTimers()).isZero();
    }
  }

  /** The state of the window is gone: a part of it would replace the whole document. */
  @Test
  void leavesDocumentsOfClosedWindowsAlone() throws Exception {
    try (var windows = start(48, stateAt(TEN + 25 * HOUR))) {
      windows.processElement(new StreamRecord<>(part(9)));
      windows.processWatermark(new Watermark(TEN + 26 * HOUR));
      windows.processElement(new StreamRecord<>(part(9)));
      windows.setProcessingTime(HOUR);

      assertThat(documents(windows)).isEmpty();
      assertThat(windows.numKeyedStateEntries() + windows.numEventTimeTimers()).isZero();
    }
  }

  private static OperatorSubtaskState stateAt(long watermark) throws Exception {
    try (var windows = start(24, null)) {
      windows.processElement(new StreamRecord<>(part(5)));
      windows.processWatermark(new Watermark(watermark));
      return windows.snapshot(1, 1);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<WindowKey, PartialAggregate, DocumentWrite>
      start(int lateness, OperatorSubtaskState state) throws Exception {
    WindowOptions options = FoldedHours.withLateness(Duration.ofHours(lateness)).hours();
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new WindowPublisher(
                    HourlyFamily.ofSchema(WorkloadSchemas.IMAGE_JOBS), options, TYPES.state())),
            PartialAggregate::group,
            WindowKey.TYPE);
    harness.setup(SideOutputs.DOCUMENT.createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static PartialAggregate part(int jobs) {
    Aggregate measures = new Aggregate(LAYOUT);
    measures.add(LAYOUT.findSum("jobs"), jobs);
    measures.addEvents(jobs);
    return new PartialAggregate(new WindowKey(TEN, GROUP), measures);
  }

  private static List<String> documents(
      KeyedOneInputStreamOperatorTestHarness<WindowKey, PartialAggregate, DocumentWrite> windows) {
    return windows.extractOutputValues().stream()
        .map(document -> new String(document.source, StandardCharsets.UTF_8))
        .toList();
  }
}
