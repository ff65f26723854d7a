/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.search.FinalThrough.Progress;
import io.tidemark.api.search.KnownProgress;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MonthEndTest {

  private static final Instant END = Instant.parse("2026-02-01T00:00:00Z");
  private static final Duration LATENESS = Duration.ofHours(24);
  private static final Instant OVER = END.plus(LATENESS);

  private final KnownProgress progress = new KnownProgress();
  private final MonthEnd end =
      new MonthEnd(
          progress, new StatementProperties(true, Duration.ofMinutes(5), LATENESS, "Tidemark"));

  @Test
  void endsWithTheLatenessOfAllWorkloads() {
    progress.set(new Progress(OVER, null, ZoneOffset.UTC));
    assertThat(end.isFinal(END)).isTrue();

    progress.set(Workload.COMFYUI, new Progress(OVER.minusSeconds(1), null, ZoneOffset.UTC));
    assertThat(end.isFinal(END)).isFalse();
  }

  @Test
  void doesNotWaitForAWorkloadThatTheJobNoLongerRuns() {
    Instant stopped = END.minus(Duration.ofDays(2));
    progress.set(new Progress(OVER, null, ZoneOffset.UTC));
    progress.set(
        Workload.COMFYUI, new Progress(stopped, null, ZoneOffset.UTC, Window.HOUR, stopped));
    assertThat(end.isFinal(END)).as("three days after its last report").isFalse();

    progress.set(new Progress(OVER.plusSeconds(3_600), null, ZoneOffset.UTC));
    assertThat(end.isFinal(END)).isTrue();
  }
}
