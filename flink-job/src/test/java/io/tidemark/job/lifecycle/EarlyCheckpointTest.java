/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.topology.Workloads;
import io.tidemark.job.training.TrainingParts;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.job.window.PartialAggregate;
import io.tidemark.model.training.TrainingEvent;
import io.tidemark.model.training.TrainingStep;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class EarlyCheckpointTest {

  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long NOON = TEN + Duration.ofHours(2).toMillis();

  /** Else parts of hours that are over would not count as late. */
  @Test
  void keepsTheWatermarkThatReceiversKnowUntilItIsEmittedAgain() throws Exception {
    OperatorSubtaskState first;
    try (var jobs = start(null)) {
      jobs.processWatermark(new Watermark(NOON));
      jobs.snapshot(1, 1);
      jobs.notifyOfCompletedCheckpoint(1);
      jobs.processElement(new StreamRecord<>(startedAt(TEN)));
      first = jobs.snapshot(2, 2);
    }
    OperatorSubtaskState second;
    try (var jobs = start(first)) {
      second = jobs.snapshot(3, 3);
    }
    try (var jobs = start(second)) {
      jobs.setProcessingTime(0);
      jobs.setProcessingTime(1);

      assertThat(jobs.getOutput()).first().isEqualTo(new Watermark(NOON));
      assertThat(jobs.extractOutputValues()).hasSize(1);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, TrainingEvent, PartialAggregate>
      start(OperatorSubtaskState state) throws Exception {
    var counting = Workloads.TRAINING.counting();
    var jobs =
        new KeyedOneInputStreamOperatorTestHarness<>(
            counting.operator().apply(FoldedHours.OPTIONS), counting.key(), Types.STRING);
    jobs.getStreamConfig().setCheckpointingEnabled(true);
    jobs.setup(TrainingParts.TYPES.part().serializer());
    if (state != null) {
      jobs.initializeState(state);
    }
    jobs.open();
    return jobs;
  }

  private static TrainingEvent startedAt(long time) {
    TrainingEvent event = new TrainingEvent();
    event.tenantId = "acme";
    event.jobId = "j";
    event.step = TrainingStep.STARTED;
    event.eventTime = time;
    return event;
  }
}
