/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.FinalThrough.Progress;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.Window;
import io.tidemark.model.index.Keep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is final of several workloads, of which the job no longer runs one, or is late with it. */
@Tag("fast")
class SilentWorkloadsTest {

  private static final Instant NOW = Instant.parse("2026-03-12T10:00:00Z");
  private static final Instant STOPPED = NOW.minus(Duration.ofDays(5));
  private static final List<Workload> ALL = List.of(Workload.MODEL_CALLS, Workload.COMFYUI);

  private final KnownProgress known = new KnownProgress();

  @BeforeEach
  void knowNothing() {
    known.set(new Progress(null, null, ZoneOffset.UTC));
  }

  @Test
  void leavesOutAWorkloadThatTheJobNoLongerRuns() {
    report(Workload.MODEL_CALLS, NOW, NOW);
    report(Workload.COMFYUI, STOPPED, STOPPED);

    assertThat(known.ofAll(ALL)).isEqualTo(NOW);
    TimeRange day = new TimeRange(NOW.minus(Duration.ofDays(1)), NOW);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Coverage covered =
        new Coverage.Source(known, new Retention(Keep.DEFAULT), clock).ofAll(ALL, day);
    assertThat(covered.finalThrough()).isEqualTo(NOW);
  }

  @Test
  void waitsForAWorkloadThatIsLate() {
    report(Workload.MODEL_CALLS, NOW, NOW);
    report(Workload.COMFYUI, STOPPED, NOW.minus(Duration.ofDays(2)));

    assertThat(known.ofAll(ALL)).isEqualTo(STOPPED);
  }

  @Test
  void waitsForAllWhileTheJobIsDown() {
    report(Workload.MODEL_CALLS, STOPPED, STOPPED);
    report(Workload.COMFYUI, STOPPED.minusSeconds(3_600), STOPPED.minusSeconds(3_600));

    assertThat(known.ofAll(ALL)).isEqualTo(STOPPED.minusSeconds(3_600));
  }

  @Test
  void leavesOutAWorkloadThatWasNeverSeen() {
    assertThat(known.ofAll(ALL)).isNull();
    report(Workload.MODEL_CALLS, NOW, NOW);

    assertThat(known.ofAll(ALL)).isEqualTo(NOW);
  }

  private void report(Workload workload, Instant finalThrough, Instant reportedAt) {
    known.set(workload, new Progress(finalThrough, null, ZoneOffset.UTC, Window.HOUR, reportedAt));
  }
}
