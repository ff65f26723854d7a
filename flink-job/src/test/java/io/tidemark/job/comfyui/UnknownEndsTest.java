/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import static io.tidemark.job.comfyui.RunsAndLevels.DAY;
import static io.tidemark.job.comfyui.RunsAndLevels.HOUR;
import static io.tidemark.job.comfyui.RunsAndLevels.MINUTE;
import static io.tidemark.job.comfyui.RunsAndLevels.TEN;
import static io.tidemark.model.comfyui.RunStep.STARTED;
import static io.tidemark.model.comfyui.RunStep.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.window.FoldedHours;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs that were given up, and end after their hour was closed. */
@Tag("fast")
class UnknownEndsTest {

  /** The hour in which it was given up takes no correction, and no other hour may take it. */
  @Test
  void anEndTakesNothingFromAnOpenHour() throws Exception {
    try (RunsAndLevels job = new RunsAndLevels(null, FoldedHours.withHorizon(Duration.ofDays(5)))) {
      job.take("again", STARTED, TEN);
      for (int hour = 1; hour <= 30; hour++) {
        job.take("lost-" + hour, STARTED, TEN + hour * HOUR + 30 * MINUTE);
      }
      job.watermark(TEN + 2 * DAY + 2 * HOUR);
      job.take("again", SUCCEEDED, TEN + 2 * DAY + 3 * HOUR);
      job.watermark(TEN + 2 * DAY + 7 * HOUR);
      job.clock(TEN + 3 * DAY);
      job.clock(TEN + 3 * DAY + 2 * MINUTE);

      for (int hour = 0; hour <= 30; hour++) {
        assertThat(job.concurrency(TEN + hour * HOUR).path("unknown_end").asLong())
            .as("hour %s", hour)
            .isEqualTo(1);
      }
    }
  }
}
