/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.job.eventtime.AcceptedTimes;
import io.tidemark.job.eventtime.ClockFallback;
import io.tidemark.testkit.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class UsageRecordEmitterTest {

  private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
  private static final long NOW = NOON.toEpochMilli();
  private static final Duration IDLE_AFTER = Duration.ofSeconds(30);

  private final ManualClock clock = new ManualClock(NOON);
  private final CollectingOutput output = new CollectingOutput();
  private final UsageSplitState split =
      new UsageSplitState(
          new KafkaPartitionSplit(new TopicPartition("calls", 3), 0), IDLE_AFTER, NOW);
  private final UsageRecordEmitter<Reading> emitter =
      new UsageRecordEmitter<>(
          Map.of("calls", new Reading.Format()),
          reading -> reading.time,
          new AcceptedTimes(Duration.ofMinutes(10), Duration.ofDays(30)),
          clock,
          new SourceMetrics(new UnregisteredMetricsGroup()));

  @Test
  void handsOnEachEventOfARecord() {
    emit(41, Reading.record(NOW, NOW - 7));
    assertThat(output.lines).containsExactly("- event " + NOW, "- event " + (NOW - 7));
    assertThat(split.getCurrentOffset()).isEqualTo(42);
  }

  @Test
  void rejectsARecordWithoutValue() {
    emit(41, null);
    assertThat(output.lines).containsExactly("- malformed @41.0: record has no value");
    assertThat(split.getCurrentOffset()).isEqualTo(42);
  }

  @Test
  void rejectsARecordOverOneMebibyteUnread() {
    byte[] digits = new byte[(1 << 20) + 1];
    emit(41, digits);
    emit(42, new byte[1 << 20]);
    assertThat(output.lines)
        .containsExactly(
            "- too_large @41.0: record has 1048577 bytes, at most 1048576 are read",
            "- malformed @42.0: not a moment");
  }

  @Test
  void rejectsTimesThatAreNotCountedAndKeepsTheirNeighbours() {
    emit(41, Reading.record(NOW, 0, NOW + Duration.ofDays(1).toMillis(), NOW));
    assertThat(output.lines)
        .containsExactly(
            "- event " + NOW,
            "- expired @41.1: event time 1970-01-01T00:00:00Z is before 2026-03-02T00:00:00Z, the"
                + " first day kept (event 0)",
            "- future @41.2: event time 2026-04-01T12:00:00Z is ahead of 2026-03-31T12:10:00Z, the"
                + " last one accepted (event 1775044800000)",
            "- event " + NOW);
  }

  @Test
  void readsTheClockAtEachTickAndBeforeItRejects() {
    long tomorrow = NOW + Duration.ofDays(1).toMillis();
    long lastDayKept = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    clock.advanceBy(Duration.ofDays(1));
    emit(41, Reading.record(tomorrow));
    assertThat(output.lines).containsExactly("- event " + tomorrow);

    emit(42, Reading.record(lastDayKept));
    clock.advanceBy(Duration.ofDays(1));
    long dayAfter = Instant.parse("2026-03-04T00:00:00Z").toEpochMilli();
    emit(43, Reading.record(dayAfter - 1));
    emitter.readClock();
    emit(44, Reading.record(dayAfter - 1, dayAfter));
    assertThat(output.lines)
        .extracting(line -> line.substring(0, line.indexOf(' ', 2)))
        .containsExactly("- event", "- expired", "- event", "- expired", "- event");
  }

  @Test
  void aFormatThatFailsCostsOneRecord() {
    emit(41, "break the format".getBytes(StandardCharsets.UTF_8));
    emit(42, Reading.record(NOW));
    assertThat(output.lines)
        .containsExactly("- malformed @41.0: record cannot be read", "- event " + NOW);
  }

  @Test
  void aFailureBehindTheSourceIsNotTakenForABadRecord() {
    output.failure = new IllegalStateException("disk full");
    assertThatThrownBy(() -> emit(41, Reading.record(NOW))).isSameAs(output.failure);
    assertThat(split.getCurrentOffset()).as("read again after the restart").isZero();
  }

  @Test
  void onlyAcceptedEventsBreakASilence() {
    clock.advanceBy(IDLE_AFTER);
    emit(41, Reading.record(0));
    assertThat(split.clockFallback().look(clock.millis(), 42))
        .isEqualTo(ClockFallback.Step.ASK_END);
    emit(42, Reading.record(NOW));
    split.clockFallback().end(clock.millis(), 43);
    assertThat(split.clockFallback().look(clock.millis(), 43))
        .isEqualTo(ClockFallback.Step.NOTHING);
  }

  private void emit(long offset, byte[] value) {
    emitter.emitRecord(Reading.consumed("calls", 3, offset, value), output, split);
  }
}
