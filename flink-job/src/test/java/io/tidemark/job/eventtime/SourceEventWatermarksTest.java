/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.admission.SourceEvent;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SourceEventWatermarksTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DISORDER = Duration.ofMinutes(5);

  private final ManualClock clock = new ManualClock(NOON);
  private final WatermarkGenerator<SourceEvent<String>> generator =
      new SourceEventWatermarks<String>(DISORDER, clock).createWatermarkGenerator(null);
  private final Last last = new Last();

  @Test
  void aFastProducerIsAheadOfNoClockThatWasSetBack() {
    clock.advanceBy(Duration.ofDays(1));
    see(NOON.minusSeconds(60));
    assertThat(last.watermark).isEqualTo(watermarkAt(NOON.minusSeconds(60)));

    clock.advanceBy(Duration.ofDays(-1));
    see(NOON.plusSeconds(540));
    assertThat(last.watermark).isEqualTo(watermarkAt(NOON));
  }

  private void see(Instant time) {
    long millis = time.toEpochMilli();
    generator.onEvent(new SourceEvent<String>().event("e", millis), millis, last);
    generator.onPeriodicEmit(last);
  }

  private static long watermarkAt(Instant greatest) {
    return greatest.minus(DISORDER).toEpochMilli() - 1;
  }

  /** Remembers the last watermark. */
  private static final class Last implements WatermarkOutput {

    private long watermark;

    @Override
    public void emitWatermark(Watermark mark) {
      watermark = mark.getTimestamp();
    }

    @Override
    public void markIdle() {
      throw new AssertionError("A partition is never idle");
    }

    @Override
    public void markActive() {
      throw new AssertionError("A partition is always active");
    }
  }
}
