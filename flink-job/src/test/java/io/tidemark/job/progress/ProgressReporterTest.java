/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.hourly.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ProgressReporterTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long ELEVEN = Instant.parse("2026-11-22T11:00:00Z").toEpochMilli();

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

  private static OneInputStreamOperatorTestHarness<Long, DocumentWrite> start() throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<Long, DocumentWrite>(
            new ProgressReporter("model-calls", Window.HOUR, DayZone.UTC));
    harness.open();
    return harness;
  }

  private static List<DocumentWrite> documents(
      OneInputStreamOperatorTestHarness<Long, DocumentWrite> reporter) {
    return reporter.extractOutputValues();
  }
}
