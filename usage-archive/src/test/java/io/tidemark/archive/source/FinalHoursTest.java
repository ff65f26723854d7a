/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.archive.source.FinalHours.Report;
import io.tidemark.model.hourly.Silence;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FinalHoursTest {

  private static final Instant STOP = Instant.parse("2026-10-03T13:00:00Z");
  private static final Instant NOW = STOP.plus(Silence.LIMIT).plusSeconds(1);
  private static final Instant LATER_WORKLOAD = NOW.minusSeconds(3600);

  @Test
  void endsASilentWorkloadWithTheOthers() {
    FinalHours hours =
        new FinalHours(
            Map.of(
                "model-calls", new Report(NOW, NOW),
                "comfyui", new Report(LATER_WORKLOAD, NOW),
                "training", new Report(STOP, STOP)));

    assertThat(hours.find("training")).contains(LATER_WORKLOAD);
    assertThat(hours.find("model-calls")).contains(NOW);
    assertThat(hours.find("comfyui")).contains(LATER_WORKLOAD);
  }

  @Test
  void waitsForAWorkloadThatIsLate() {
    Instant end = STOP.minus(Silence.LIMIT);
    FinalHours hours =
        new FinalHours(
            Map.of("model-calls", new Report(NOW, NOW), "training", new Report(end, NOW)));

    assertThat(hours.find("training")).contains(end);
  }

  @Test
  void waitsForAWorkloadThatWasSilentForAWhile() {
    FinalHours hours =
        new FinalHours(
            Map.of(
                "model-calls", new Report(NOW, NOW.minusSeconds(1)),
                "training", new Report(STOP, STOP)));

    assertThat(hours.find("training")).contains(STOP);
  }

  @Test
  void waitsWhileTheWholeJobIsSilent() {
    FinalHours hours = new FinalHours(Map.of("training", new Report(STOP, STOP)));

    assertThat(hours.find("training")).contains(STOP);
    assertThat(new FinalHours(Map.of()).find("training")).isEmpty();
  }

  @Test
  void endsAWorkloadWhoseReportsHaveExpiredDaysBehindTheOthers() {
    FinalHours hours = new FinalHours(Map.of("model-calls", new Report(NOW, NOW)));

    assertThat(hours.find("training")).contains(NOW.minus(Silence.LIMIT));
  }

  @Test
  void neverTakesBackWhatASilentWorkloadReported() {
    Instant ahead = NOW.plusSeconds(3600);
    FinalHours hours =
        new FinalHours(
            Map.of("model-calls", new Report(NOW, NOW), "training", new Report(ahead, STOP)));

    assertThat(hours.find("training")).contains(ahead);
  }
}
