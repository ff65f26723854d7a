/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

/**
 * Figures of training jobs.
 *
 * @param baseModels different models that were trained on
 * @param jobs jobs that were first seen in the range
 * @param trainedTokens tokens trained in the range; null when unknown
 * @param runTimeMs milliseconds that jobs ran in the range; null when unknown
 */
record TrainingFigures(
    long baseModels,
    long users,
    long jobs,
    long succeeded,
    long failed,
    long cancelled,
    Long trainedTokens,
    Long runTimeMs) {

  static TrainingFigures read(Figures figures) {
    return new TrainingFigures(
        figures.count("base_models"),
        figures.count("users"),
        figures.count("jobs"),
        figures.count("succeeded"),
        figures.count("failed"),
        figures.count("cancelled"),
        figures.count("trained_tokens"),
        figures.count("run_time_ms"));
  }
}
