/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.documents.DocumentWrite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows whose job continues with another {@code --lateness} than the 24 h of its savepoint. */
@Tag("fast")
class ChangedLatenessTest {

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

  /** Parts that were held by the checkpoint; their events are known, and do not come again. */
  @ParameterizedTest
  @CsvSource({"6, true", "6, false", "24, true", "24, false", "48, true"})
  void publishesPartsOnTheirWayToWindowsThatWereOpen(int lateness, boolean isTimeKnown)
      throws Exception {
    try (var windows = start(lateness, stateAt(TEN + 20 * HOUR))) {
      if (isTimeKnown) {
        windows.processWatermark(new Watermark(TEN + 20 * HOUR));
      }
      windows.processElement(new StreamRecord<>(ImageJobHours.createPart(TEN + HOUR, 3)));
      windows.processElement(new StreamRecord<>(ImageJobHours.createPart(TEN + HOUR, 4)));
      windows.processWatermark(new Watermark(TEN + 20 * HOUR + 1));
      windows.setProcessingTime(HOUR);

      assertThat(documents(windows))
          .singleElement()
          .asString()
          .contains("\"hour\":\"2026-11-22T11:00:00Z\"", "\"jobs\":7,", "\"final\":true");
      windows.processWatermark(new Watermark(TEN + 50 * HOUR));
      assertThat(windows.numKeyedStateEntries() + windows.numEventTimeTimers()).isZero();
    }
  }

  /** The job failed before event time continued: its lateness has closed no window. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void publishesPartsOnTheirWayAfterASecondRestart(boolean isTimeKnown) throws Exception {
    OperatorSubtaskState again;
    try (var windows = start(6, stateAt(TEN + 20 * HOUR))) {
      if (isTimeKnown) {
        windows.processWatermark(new Watermark(TEN + 20 * HOUR));
      }
      windows.processElement(new StreamRecord<>(ImageJobHours.createPart(TEN + 19 * HOUR, 1)));
      again = windows.snapshot(2, 2);
    }
    try (var windows = start(6, again)) {
      windows.processElement(new StreamRecord<>(ImageJobHours.createPart(TEN + HOUR, 3)));
      windows.processWatermark(new Watermark(TEN + 20 * HOUR + 1));
      windows.setProcessingTime(HOUR);

      assertThat(documents(windows))
          .anySatisfy(
              document ->
                  assertThat(document)
                      .contains("\"hour\":\"2026-11-22T11:00:00Z\"", "\"jobs\":3,"));
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
    return ImageJobHours.openPublisher(options, state);
  }

  private static PartialAggregate part(int jobs) {
    return ImageJobHours.createPart(TEN, jobs);
  }

  private static List<String> documents(
      KeyedOneInputStreamOperatorTestHarness<WindowKey, PartialAggregate, DocumentWrite> windows) {
    return windows.extractOutputValues().stream()
        .map(document -> new String(document.source, StandardCharsets.UTF_8))
        .toList();
  }
}
