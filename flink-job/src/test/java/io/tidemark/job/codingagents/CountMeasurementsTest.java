/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.topology.Workloads;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.AgentMetric;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CountMeasurementsTest {

  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private FoldedHours<AgentMeasurement, String> job;

  @BeforeEach
  void start() throws Exception {
    job = new FoldedHours<>(Workloads.CODING_AGENTS);
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void anAmountCountsOnceOverARestart() throws Exception {
    job.take(amount("m1", TEN, 10));
    job = job.restarted();
    job.take(amount("m1", TEN, 10));
    job.take(amount("m2", TEN, 5));
    job.watermark(TEN + HOUR);

    assertThat(job.hour(TEN).path("lines_added").asLong()).isEqualTo(15);
    assertThat(job.hour(TEN).path("measurements").asLong()).isEqualTo(2);
    assertThat(job.hour(TEN).path("session_ids").size()).isEqualTo(1);

    job.watermark(TEN + 60 * HOUR);
    assertThat(job.stateEntriesAndTimers()).isZero();
  }

  @Test
  void countsTheGrowthOfCounters() throws Exception {
    job.take(standing(TEN + 10 * MINUTE, 100));
    job.take(standing(TEN + 20 * MINUTE, 150));
    job.take(standing(TEN + 20 * MINUTE, 150));
    job.take(standing(TEN + HOUR, 180));
    job.watermark(TEN + 2 * HOUR);
    assertThat(job.hour(TEN).path("lines_added").asLong()).isEqualTo(150);
    assertThat(job.hour(TEN + HOUR).path("lines_added").asLong()).isEqualTo(30);

    job.take(standing(TEN + 50 * MINUTE, 170));
    job.clock(TEN + 2 * HOUR);
    job.clock(TEN + 3 * HOUR);

    assertThat(job.hour(TEN).path("lines_added").asLong()).isEqualTo(170);
    assertThat(job.hour(TEN + HOUR).path("lines_added").asLong()).isEqualTo(10);
  }

  /** Several processes of one session export a counter under the same attributes. */
  @Test
  void countsTheGreatestOfCountersThatCross() throws Exception {
    long[] standings = {3, 5, 1, 2, 6, 0, 4, 7};
    for (int i = 0; i < standings.length; i++) {
      job.take(standing(TEN + (i + 1) * MINUTE, standings[i]));
    }
    job.watermark(TEN + 2 * HOUR);

    assertThat(job.hour(TEN).path("lines_added").asLong()).isEqualTo(7);
  }

  /** A counter of a process continues after a weekend. */
  @Test
  void countsWhatACounterGrewBySinceItWasSilent() throws Exception {
    job.take(standing(TEN - HOUR, 80));
    job.take(standing(TEN, 100));
    job.watermark(TEN + 30 * HOUR);
    job = job.restarted();
    assertThat(job.stateEntriesAndTimers()).as("one entry and its timer").isEqualTo(2);

    long monday = TEN + 72 * HOUR;
    job.watermark(monday);
    job.take(standing(monday + 10 * MINUTE, 120));
    job.take(standing(monday + 10 * MINUTE, 120));
    job.watermark(monday + HOUR);
    assertThat(job.hour(monday).path("lines_added").asLong()).isEqualTo(20);

    job.take(standing(monday + 5 * MINUTE, 95));
    job.take(standing(monday - HOUR, 110));
    job.clock(monday);
    job.clock(monday + HOUR);
    assertThat(job.hour(monday - HOUR).path("lines_added").asLong()).isEqualTo(10);
    assertThat(job.hour(monday).path("lines_added").asLong()).isEqualTo(10);

    job.watermark(monday + 29 * DAY);
    assertThat(job.stateEntriesAndTimers()).isEqualTo(2);
    job.watermark(monday + 31 * DAY);
    assertThat(job.stateEntriesAndTimers()).isZero();
  }

  private static AgentMeasurement amount(String id, long time, long value) {
    AgentMeasurement measurement = new AgentMeasurement();
    measurement.measurementId = id;
    measurement.tenantId = "acme";
    measurement.userId = "ada";
    measurement.agent = "claude-code";
    measurement.sessionId = "s";
    measurement.metric = AgentMetric.LINES_ADDED;
    measurement.eventTime = time;
    measurement.value = value;
    return measurement;
  }

  private static AgentMeasurement standing(long time, long value) {
    AgentMeasurement measurement = amount("series-" + time, time, value);
    measurement.seriesId = "series";
    return measurement;
  }
}
