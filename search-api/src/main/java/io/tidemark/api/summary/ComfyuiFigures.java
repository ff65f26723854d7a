/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.tidemark.api.metric.Duration;

/**
 * Figures of ComfyUI runs.
 *
 * @param executions runs that ended in the range
 * @param abandoned runs whose end was never reported
 * @param workflows different workflows that ran
 * @param runTimeTotalMs milliseconds of all runs together; null when unknown
 * @param successRate succeeded of all runs, 0 to 1
 * @param runTimeMs start to end, failed runs included
 * @param queueTimeMs submission to start
 */
record ComfyuiFigures(
    long executions,
    long succeeded,
    long failed,
    long cancelled,
    long abandoned,
    long runsWithoutDuration,
    long workflows,
    long users,
    Long runTimeTotalMs,
    Double successRate,
    Duration runTimeMs,
    Duration queueTimeMs) {

  static ComfyuiFigures read(Figures figures) {
    return new ComfyuiFigures(
        figures.count("executions"),
        figures.count("succeeded"),
        figures.count("failed"),
        figures.count("cancelled"),
        figures.count("abandoned"),
        figures.count("runs_without_duration"),
        figures.count("workflows"),
        figures.count("users"),
        figures.count("run_time_total_ms"),
        figures.ratio("success_rate"),
        figures.duration("run_time_ms"),
        figures.duration("queue_time_ms"));
  }
}
