/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.window.DayOptions;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.hourly.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ProgressReporterTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long ELEVEN = Instant.parse("2026-11-22T11:00:00Z").toEpochMilli();

  private static final DayOptions DAYS = new DayOptions(true, DayZone.UTC, Duration.ZERO);

  @Test
  void anHourIsReportedOnceACheckpointHasProvenIt() throws Exception {
    try (var reporter = start()) {
      reporter.processWatermark(new Watermark(ELEVEN - 1));
      assertThat(documents(reporter)).as("documents may still be on their way").isEmpty();

      reporter.snapshot(1, 1);
      reporter.notifyOfCompletedCheckpoint(1);

      DocumentWrite document = documents(reporter).get(0);
      assertThat(document.id).isEqualTo("model-calls-20261122T1000");
      assertThat(document.index).isEqualTo("tidemark-pipeline-progress-2026.11.22");
      assertThat(new String(document.source, UTF_8))
          .contains("\"hour\":\"2026-11-22T10:00:00Z\"", "\"pipeline\":\"model-calls\"");
    }
  }

  @Test
  void provesOnlyProgressBeforeTheCheckpoint() throws Exception {
    try (var reporter = start()) {
      reporter.processWatermark(new Watermark(ELEVEN - 2));
      reporter.snapshot(1, 1);
      reporter.processWatermark(new Watermark(ELEVEN - 1));
      reporter.notifyOfCompletedCheckpoint(1);

      assertThat(documents(reporter))
          .extracting(document -> document.id)
          .containsExactly("model-calls-20261122T0900");
    }
  }

  @Test
  void anHourIsReportedOnce() throws Exception {
    try (var reporter = start()) {
      reporter.processWatermark(new Watermark(ELEVEN));
      for (int checkpoint = 1; checkpoint < 4; checkpoint++) {
        reporter.snapshot(checkpoint, checkpoint);
        reporter.notifyOfCompletedCheckpoint(checkpoint);
      }

      assertThat(documents(reporter)).hasSize(1);
    }
  }

  @Test
  void reportsTheFirstDayThatEveryPublisherKnowsCompletely() throws Exception {
    try (var reporter = start()) {
      reporter.processElement(new StreamRecord<>(ELEVEN - 11 * HOUR));
      reporter.processElement(new StreamRecord<>(ELEVEN + 13 * HOUR));
      reporter.processWatermark(new Watermark(ELEVEN));
      reporter.snapshot(1, 1);
      reporter.notifyOfCompletedCheckpoint(1);

      assertThat(new String(documents(reporter).get(0).source, UTF_8))
          .contains("\"days_from\":\"2026-11-23T00:00:00Z\",\"day_zone\":\"UTC\"");
    }
  }

  @Test
  void namesNoDaysWhenTheyAreSwitchedOff() throws Exception {
    try (var reporter = start()) {
      reporter.processElement(new StreamRecord<>(Long.MAX_VALUE));
      reporter.processWatermark(new Watermark(ELEVEN));
      reporter.snapshot(1, 1);
      reporter.notifyOfCompletedCheckpoint(1);

      assertThat(new String(documents(reporter).get(0).source, UTF_8))
          .doesNotContain("days_from")
          .contains("\"day_zone\":\"UTC\"");
    }
  }

  @Test
  void namesTheDaysOfTheCheckpointUntilAPublisherNamesThem() throws Exception {
    OperatorSubtaskState state = snapshotWithDays();

    try (var reporter = restore(state, DAYS)) {
      assertThat(report(reporter)).contains("\"days_from\":\"2026-11-22T00:00:00Z\"");

      reporter.processElement(new StreamRecord<>(ELEVEN + 13 * HOUR));
      assertThat(report(reporter)).contains("\"days_from\":\"2026-11-23T00:00:00Z\"");
    }
  }

  @Test
  void forgetsTheDaysOfTheCheckpointInAnotherZoneOrWithoutDays() throws Exception {
    OperatorSubtaskState state = snapshotWithDays();
    DayZone shanghai = new DayZone(ZoneId.of("Asia/Shanghai"));

    for (DayOptions days :
        List.of(
            new DayOptions(true, shanghai, Duration.ZERO),
            new DayOptions(false, DayZone.UTC, Duration.ZERO))) {
      try (var reporter = restore(state, days)) {
        assertThat(report(reporter)).doesNotContain("days_from");
        OperatorSubtaskState next = reporter.snapshot(9, 9);
        try (var again = restore(next, DAYS)) {
          assertThat(report(again)).doesNotContain("days_from");
        }
      }
    }
  }

  private static OperatorSubtaskState snapshotWithDays() throws Exception {
    try (var reporter = start()) {
      reporter.processElement(new StreamRecord<>(ELEVEN - 11 * HOUR));
      return reporter.snapshot(1, 1);
    }
  }

  /** The document of the next hour. */
  private static String report(OneInputStreamOperatorTestHarness<Long, DocumentWrite> reporter)
      throws Exception {
    int known = documents(reporter).size();
    reporter.processWatermark(new Watermark(ELEVEN + known * HOUR));
    reporter.snapshot(known + 2, known + 2);
    reporter.notifyOfCompletedCheckpoint(known + 2);
    assertThat(documents(reporter)).hasSize(known + 1);
    return new String(documents(reporter).get(known).source, UTF_8);
  }

  private static OneInputStreamOperatorTestHarness<Long, DocumentWrite> start() throws Exception {
    var harness = create(DAYS);
    harness.open();
    return harness;
  }

  private static OneInputStreamOperatorTestHarness<Long, DocumentWrite> restore(
      OperatorSubtaskState state, DayOptions days) throws Exception {
    var harness = create(days);
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  private static OneInputStreamOperatorTestHarness<Long, DocumentWrite> create(DayOptions days)
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new ProgressReporter("model-calls", Window.HOUR, days));
  }

  private static List<DocumentWrite> documents(
      OneInputStreamOperatorTestHarness<Long, DocumentWrite> reporter) {
    return reporter.extractOutputValues();
  }
}
