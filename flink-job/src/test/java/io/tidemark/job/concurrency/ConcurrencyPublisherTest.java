/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.modelcalls.StoredDocuments;
import io.tidemark.job.window.WindowOptions;
import io.tidemark.model.comfyui.LevelChanges;
import io.tidemark.model.hourly.DimensionKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ConcurrencyPublisherTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final WindowOptions HOURS =
      new WindowOptions(
          HOUR, Duration.ofHours(24), Duration.ofSeconds(60), Duration.ofSeconds(60), 1000);

  /** After a restart the clock continues at once, event time only when every reader knows it. */
  @Test
  void doesNotMeasureAFinalHourAgainBeforeEventTimeIsKnown() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var levels = open(null)) {
      levels.processElement(new StreamRecord<>(startsAt(TEN + 50 * MINUTE)));
      levels.processWatermark(new Watermark(TEN + HOUR + MINUTE));
      assertThat(documents(levels)).last().satisfies(ten -> isWholeHour(ten, 10 * MINUTE));
      checkpoint = levels.snapshot(1, 1);
    }
    try (var restored = open(checkpoint)) {
      restored.setProcessingTime(HOUR);

      assertThat(documents(restored)).isEmpty();
    }
  }

  /** A late event corrects a final hour, whatever is known of event time. */
  @Test
  void aLateChangeBeforeEventTimeIsKnownAgainCorrectsTheWholeHour() throws Exception {
    OperatorSubtaskState checkpoint = stateAt(TEN + HOUR + MINUTE, startsAt(TEN + 50 * MINUTE));
    try (var restored = open(checkpoint)) {
      restored.processElement(new StreamRecord<>(startsAt(TEN + 30 * MINUTE)));
      restored.setProcessingTime(HOUR);

      assertThat(documents(restored))
          .filteredOn(ConcurrencyPublisherTest::isTen)
          .singleElement()
          .satisfies(ten -> isWholeHour(ten, 40 * MINUTE));
    }
  }

  /**
   * A restart forgets the documents that were published after its checkpoint. An hour that is back
   * at the level it had then may be in Elasticsearch with another one.
   */
  @Test
  void anHourIsCorrectedThoughItsLevelIsBackWhereItWasBeforeARestart() throws Exception {
    StoredDocuments stored = new StoredDocuments();
    OperatorSubtaskState checkpoint;
    try (var levels = open(null)) {
      levels.processElement(new StreamRecord<>(startsAt(TEN + 50 * MINUTE)));
      levels.processWatermark(new Watermark(TEN + 2 * HOUR + MINUTE));
      levels.processElement(new StreamRecord<>(startsAt(TEN + 30 * MINUTE)));
      checkpoint = levels.snapshot(1, 1);
      levels.setProcessingTime(HOUR);
      levels.extractOutputValues().forEach(stored::write);
      assertThat(runningMillisAtEleven(stored)).isEqualTo(2 * HOUR);
    }
    try (var restored = open(checkpoint)) {
      restored.processElement(new StreamRecord<>(change(TEN + 40 * MINUTE, -1)));
      restored.setProcessingTime(HOUR);
      restored.extractOutputValues().forEach(stored::write);
    }

    assertThat(runningMillisAtEleven(stored)).isEqualTo(HOUR);
  }

  @Test
  void publishesTheWindowsOfARunThatGoesOnUpToEventTime() throws Exception {
    try (var levels = open(null)) {
      levels.processElement(new StreamRecord<>(startsAt(TEN + 50 * MINUTE)));
      levels.processWatermark(new Watermark(TEN + 3 * HOUR + MINUTE));

      assertThat(documents(levels))
          .extracting(document -> document.path("hour").asText().substring(11, 13))
          .containsExactly("10", "11", "12");
      assertThat(documents(levels))
          .allSatisfy(document -> assertThat(document.path("final").asBoolean()).isTrue());
    }
  }

  /** A run that continues has no last window. */
  @Test
  void addsNoWindowsAtTheEndOfTheInput() throws Exception {
    try (var levels = open(null)) {
      levels.processElement(new StreamRecord<>(startsAt(TEN + 50 * MINUTE)));
      levels.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(documents(levels)).singleElement().satisfies(ten -> isWholeHour(ten, 10 * MINUTE));
    }
  }

  /** Else the running job could not correct what a rebuild wrote. */
  @ParameterizedTest
  @ValueSource(strings = {"tenant", "workflow"})
  void givesTheSameVersionsWhenAllIsReadBeforeEventTimeMoves(String dimension) throws Exception {
    long end = TEN + 60 * HOUR;
    List<LevelPart> parts = new ArrayList<>();
    for (long start : new long[] {TEN, TEN + 20 * HOUR, TEN + 50 * HOUR}) {
      parts.add(change(dimension, start + MINUTE, 1));
      parts.add(change(dimension, start + 2 * HOUR, -1));
    }
    Map<String, Long> running;
    try (var levels = open(null)) {
      for (LevelPart part : parts) {
        levels.processWatermark(new Watermark(part.windowStart));
        levels.processElement(new StreamRecord<>(part));
      }
      levels.processWatermark(new Watermark(end));
      running = versions(levels);
    }
    try (var levels = open(null, false)) {
      for (LevelPart part : parts) {
        levels.processElement(new StreamRecord<>(part));
      }
      levels.processWatermark(new Watermark(end));

      assertThat(versions(levels)).isEqualTo(running).hasSizeGreaterThan(8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 24, 48})
  void closesAllWindowsWithAnotherLatenessAfterARestart(int lateness) throws Exception {
    OperatorSubtaskState checkpoint =
        stateAt(
            TEN + 4 * HOUR,
            change("workflow", TEN + MINUTE, 1),
            change("workflow", TEN + 3 * HOUR, -1));
    try (var restored = open(checkpoint, true, withLateness(lateness))) {
      restored.processWatermark(new Watermark(TEN + 4 * HOUR));
      restored.processWatermark(new Watermark(TEN + 30 * HOUR));
      restored.processWatermark(new Watermark(TEN + 60 * HOUR));
      restored.setProcessingTime(HOUR);

      assertThat(restored.numKeyedStateEntries()).isZero();
      assertThat(restored.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void doesNotOpenAClosedWindowAgainForALongerLateness() throws Exception {
    OperatorSubtaskState checkpoint =
        stateAt(TEN + 25 * HOUR, startsAt(TEN + 10 * MINUTE), change(TEN + 20 * MINUTE, -1));
    try (var restored = open(checkpoint, true, withLateness(48))) {
      restored.processWatermark(new Watermark(TEN + 26 * HOUR));
      restored.processElement(new StreamRecord<>(startsAt(TEN + 30 * MINUTE)));
      restored.setProcessingTime(HOUR);

      assertThat(documents(restored)).isNotEmpty().noneMatch(ConcurrencyPublisherTest::isTen);
    }
  }

  /** Changes that the checkpoint held come before event time continues. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void correctsWindowsThatWereOpenBeforeAShorterLateness(boolean isTimeKnown) throws Exception {
    OperatorSubtaskState checkpoint =
        stateAt(TEN + 20 * HOUR, startsAt(TEN + 10 * MINUTE), change(TEN + 20 * MINUTE, -1));
    try (var restored = open(checkpoint, true, withLateness(6))) {
      if (isTimeKnown) {
        restored.processWatermark(new Watermark(TEN + 20 * HOUR));
      }
      restored.processElement(new StreamRecord<>(startsAt(TEN + 30 * MINUTE)));
      restored.processElement(new StreamRecord<>(change(TEN + 45 * MINUTE, -1)));
      restored.processWatermark(new Watermark(TEN + 20 * HOUR + 1));
      restored.processElement(new StreamRecord<>(startsAt(TEN + 50 * MINUTE)));
      restored.setProcessingTime(HOUR);

      assertThat(documents(restored))
          .filteredOn(ConcurrencyPublisherTest::isTen)
          .last()
          .satisfies(ten -> isWholeHour(ten, 25 * MINUTE));
    }
  }

  /** Tenants are known for the retention, which may become longer. */
  @Test
  void forgetsATenantAfterALongerRetention() throws Exception {
    OperatorSubtaskState checkpoint =
        stateAt(TEN + 25 * HOUR, startsAt(TEN + 10 * MINUTE), change(TEN + 20 * MINUTE, -1));
    try (var restored = open(checkpoint, true, HOURS, Duration.ofDays(40))) {
      restored.processWatermark(new Watermark(TEN + 31 * 24 * HOUR));
      assertThat(restored.numKeyedStateEntries()).isPositive();
      restored.processWatermark(new Watermark(TEN + 41 * 24 * HOUR));

      assertThat(restored.numKeyedStateEntries()).isZero();
      assertThat(restored.numEventTimeTimers()).isZero();
    }
  }

  /** The state after some parts, with event time at a moment. */
  private static OperatorSubtaskState stateAt(long eventTime, LevelPart... parts) throws Exception {
    try (var levels = open(null)) {
      for (LevelPart part : parts) {
        levels.processElement(new StreamRecord<>(part));
      }
      levels.processWatermark(new Watermark(eventTime));
      return levels.snapshot(1, 1);
    }
  }

  private static WindowOptions withLateness(int hours) {
    return new WindowOptions(
        HOUR,
        Duration.ofHours(hours),
        HOURS.provisionalEvery(),
        HOURS.correctionsEvery(),
        HOURS.budget());
  }

  private static Map<String, Long> versions(
      KeyedOneInputStreamOperatorTestHarness<String, LevelPart, DocumentWrite> levels) {
    Map<String, Long> versions = new TreeMap<>();
    levels.extractOutputValues().forEach(write -> versions.put(write.id, write.version));
    return versions;
  }

  private static long runningMillisAtEleven(StoredDocuments stored) throws IOException {
    return stored.figures().values().stream()
        .filter(document -> document.path("hour").asText().equals("2026-11-22T11:00:00Z"))
        .mapToLong(document -> document.path("running_ms").asLong())
        .sum();
  }

  private static void isWholeHour(JsonNode document, long runningMillis) {
    assertThat(isTen(document)).isTrue();
    assertThat(document.path("final").asBoolean()).isTrue();
    assertThat(document.path("minute_max")).hasSize(60);
    assertThat(document.path("running_ms").asLong()).isEqualTo(runningMillis);
  }

  private static boolean isTen(JsonNode document) {
    return document.path("hour").asText().equals("2026-11-22T10:00:00Z");
  }

  private static LevelPart startsAt(long time) {
    return change(time, 1);
  }

  private static LevelPart change(long time, int delta) {
    return change("tenant", time, delta);
  }

  private static LevelPart change(String dimension, long time, int delta) {
    long window = Math.floorDiv(time, HOUR) * HOUR;
    LevelChanges changes = new LevelChanges();
    changes.add((int) (time - window), delta);
    return new LevelPart(DimensionKey.of("acme", dimension, "acme"), window, changes, 1, null);
  }

  private static List<JsonNode> documents(
      KeyedOneInputStreamOperatorTestHarness<String, LevelPart, DocumentWrite> levels) {
    return levels.extractOutputValues().stream().map(ConcurrencyPublisherTest::source).toList();
  }

  private static JsonNode source(DocumentWrite write) {
    try {
      return JSON.readTree(write.source);
    } catch (IOException wrong) {
      throw new AssertionError(wrong);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, LevelPart, DocumentWrite> open(
      OperatorSubtaskState checkpoint) throws Exception {
    return open(checkpoint, true);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, LevelPart, DocumentWrite> open(
      OperatorSubtaskState checkpoint, boolean checkpoints) throws Exception {
    return open(checkpoint, checkpoints, HOURS);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, LevelPart, DocumentWrite> open(
      OperatorSubtaskState checkpoint, boolean checkpoints, WindowOptions hours) throws Exception {
    return open(checkpoint, checkpoints, hours, Duration.ofDays(30));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, LevelPart, DocumentWrite> open(
      OperatorSubtaskState checkpoint, boolean checkpoints, WindowOptions hours, Duration remember)
      throws Exception {
    var levels =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new ConcurrencyPublisher(hours, remember)),
            LevelPart::key,
            Types.STRING);
    levels.getStreamConfig().setCheckpointingEnabled(checkpoints);
    if (checkpoint != null) {
      levels.initializeState(checkpoint);
    }
    levels.open();
    return levels;
  }
}
