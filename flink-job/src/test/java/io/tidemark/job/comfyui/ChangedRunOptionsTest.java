/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import static io.tidemark.job.comfyui.RunsAndLevels.DAY;
import static io.tidemark.job.comfyui.RunsAndLevels.HOUR;
import static io.tidemark.job.comfyui.RunsAndLevels.MINUTE;
import static io.tidemark.job.comfyui.RunsAndLevels.TEN;
import static io.tidemark.job.concurrency.ConcurrencyDimension.TENANT;
import static io.tidemark.job.concurrency.ConcurrencyDimension.USER;
import static io.tidemark.model.comfyui.RunStep.STARTED;
import static io.tidemark.model.comfyui.RunStep.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.workload.WorkloadOptions;
import java.time.Duration;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that continue while the job stops and continues with other options. */
@Tag("fast")
class ChangedRunOptionsTest {

  private RunsAndLevels job;

  @AfterEach
  void close() {
    if (job != null) {
      job.close();
    }
  }

  /** Where it was counted is known, though it would be counted elsewhere by now. */
  @Test
  void takesARunOutOfTheHourInWhichItWasGivenUpWithAnotherMaximum() throws Exception {
    job = new RunsAndLevels(null);
    job.take("late", STARTED, TEN + 30 * MINUTE);
    job.watermark(TEN + DAY + HOUR);
    assertThat(job.hour(TEN + DAY).path("abandoned").asLong()).isEqualTo(1);
    restart(RunsAndLevels.withMaxTaskDuration(Duration.ofDays(2)), false);
    job.take("late", SUCCEEDED, TEN + 90 * MINUTE);
    job.clock(TEN + 2 * DAY);
    job.clock(TEN + 2 * DAY + 2 * MINUTE);

    assertThat(job.hour(TEN + DAY).path("abandoned").asLong()).isZero();
    assertThat(job.hour(TEN + DAY).path("executions").asLong()).isZero();
    assertThat(job.hour(TEN + HOUR).path("succeeded").asLong()).isEqualTo(1);
    job.watermark(TEN + 3 * DAY);
    assertThat(job.figures().keySet()).noneMatch(id -> id.contains("hourly-2026.11.24"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void countsRunsThatGoOnInADimensionThatIsAdded(boolean stored) throws Exception {
    job = new RunsAndLevels(null, RunsAndLevels.withDimensions(TENANT));
    job.take("a", STARTED, TEN + 10 * MINUTE);
    job.take("over", STARTED, TEN + 5 * MINUTE);
    job.take("over", SUCCEEDED, TEN + 8 * MINUTE);
    job.watermark(TEN + 20 * MINUTE);
    restart(RunsAndLevels.withDimensions(TENANT, USER), stored);
    job.take("a", SUCCEEDED, TEN + 90 * MINUTE);
    job.watermark(TEN + 3 * HOUR);
    job.clock(HOUR);

    assertThat(runningMillis(TEN, "user")).isEqualTo(50 * MINUTE);
    assertThat(runningMillis(TEN + HOUR, "user")).isEqualTo(30 * MINUTE);
    assertThat(runningMillis(TEN + HOUR, "tenant")).isEqualTo(30 * MINUTE);
    job.watermark(TEN + 4 * DAY);
    job.watermark(TEN + 40 * DAY);
    assertThat(job.timers()).isZero();
  }

  @Test
  void takesRunsThatGoOnOutOfADimensionThatIsRemoved() throws Exception {
    job = new RunsAndLevels(null, RunsAndLevels.withDimensions(TENANT, USER));
    job.take("a", STARTED, TEN + 10 * MINUTE);
    job.watermark(TEN + 20 * MINUTE);
    restart(RunsAndLevels.withDimensions(TENANT), false);
    job.take("a", SUCCEEDED, TEN + 3 * HOUR);
    job.watermark(TEN + 4 * HOUR);

    assertThat(runningMillis(TEN, "user")).isEqualTo(10 * MINUTE);
    assertThat(runningMillis(TEN + HOUR, "tenant")).isEqualTo(HOUR);
    assertThat(job.figures().values())
        .filteredOn(document -> document.path("dimension").asText().equals("user"))
        .hasSize(1);
    job.watermark(TEN + 4 * DAY);
    job.watermark(TEN + 40 * DAY);
    assertThat(job.stateEntries() + job.timers()).isZero();
  }

  private long runningMillis(long hour, String dimension) throws Exception {
    return job.document("comfyui-concurrency", hour, dimension).path("running_ms").asLong();
  }

  /**
   * @param stored whether the backend of runs serializes
   */
  private void restart(WorkloadOptions options, boolean stored) throws Exception {
    RunsAndLevels.Snapshot snapshot = job.snapshot(1);
    RunsAndLevels before = job;
    job =
        new RunsAndLevels(
            snapshot,
            stored ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend(),
            options);
    before.written().forEach(job::restore);
    before.close();
  }
}
