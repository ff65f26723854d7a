/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows whose job continues with another parallelism: each goes on in another subtask. */
@Tag("fast")
class RescaledWindowsTest {

  private static final int MAX_PARALLELISM = 512;
  private static final int PARALLELISM = 2;
  private static final int TENANTS = 12;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long CLOSED = TEN - 24 * HOUR;
  private static final long REACHED = TEN + 2 * HOUR;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void correctsOpenHoursAndLeavesClosedOnesAlone(int parallelism) throws Exception {
    OperatorSubtaskState state = stateOfBefore();
    List<Subtask> subtasks = new ArrayList<>();
    for (int index = 0; index < parallelism; index++) {
      subtasks.add(
          start(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  state, MAX_PARALLELISM, PARALLELISM, parallelism, index),
              parallelism,
              index));
    }
    List<String> documents = new ArrayList<>();
    for (int tenant = 0; tenant < TENANTS; tenant++) {
      // Event time is not known yet.
      send(subtasks, ImageJobHours.createPart("t" + tenant, CLOSED, 7));
      send(subtasks, ImageJobHours.createPart("t" + tenant, TEN, 1));
    }
    for (Subtask subtask : subtasks) {
      subtask.processWatermark(new Watermark(REACHED));
      subtask.setProcessingTime(HOUR);
      documents.addAll(subtask.documents());
      subtask.processWatermark(new Watermark(TEN + 26 * HOUR));
      assertThat(subtask.numKeyedStateEntries() + subtask.numEventTimeTimers()).isZero();
      subtask.close();
    }

    assertThat(documents)
        .hasSize(TENANTS)
        .allSatisfy(
            document ->
                assertThat(document)
                    .contains("\"hour\":\"2026-11-22T10:00:00Z\"", "\"jobs\":4,")
                    .contains("\"final\":true,\"revision\":1,\"late_events\":1"));
  }

  private static OperatorSubtaskState stateOfBefore() throws Exception {
    List<Subtask> subtasks = new ArrayList<>();
    for (int index = 0; index < PARALLELISM; index++) {
      subtasks.add(start(null, PARALLELISM, index));
    }
    for (int tenant = 0; tenant < TENANTS; tenant++) {
      send(subtasks, ImageJobHours.createPart("t" + tenant, TEN, 3));
    }
    OperatorSubtaskState[] snapshots = new OperatorSubtaskState[PARALLELISM];
    for (int index = 0; index < PARALLELISM; index++) {
      subtasks.get(index).processWatermark(new Watermark(REACHED));
      snapshots[index] = subtasks.get(index).snapshot(1, 1);
      subtasks.get(index).close();
    }
    return AbstractStreamOperatorTestHarness.repackageState(snapshots);
  }

  private static void send(List<Subtask> subtasks, PartialAggregate part) throws Exception {
    int index =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            part.group(), MAX_PARALLELISM, subtasks.size());
    subtasks.get(index).processElement(new StreamRecord<>(part));
  }

  private static Subtask start(OperatorSubtaskState state, int parallelism, int index)
      throws Exception {
    Subtask subtask = new Subtask(parallelism, index);
    if (state != null) {
      subtask.initializeState(state);
    }
    subtask.open();
    return subtask;
  }

  /** A publisher of hours that knows no days. */
  private static final class Subtask
      extends KeyedOneInputStreamOperatorTestHarness<WindowKey, PartialAggregate, DocumentWrite> {

    Subtask(int parallelism, int index) throws Exception {
      super(
          new KeyedProcessOperator<>(
              new WindowPublisher(
                  HourlyFamily.ofSchema(WorkloadSchemas.IMAGE_JOBS),
                  FoldedHours.HOURS,
                  ImageJobHours.TYPES.state())),
          PartialAggregate::group,
          WindowKey.TYPE,
          MAX_PARALLELISM,
          parallelism,
          index);
    }

    List<String> documents() {
      return extractOutputValues().stream()
          .map(document -> new String(document.source, UTF_8))
          .toList();
    }
  }
}
