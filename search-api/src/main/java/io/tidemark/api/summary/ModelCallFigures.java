/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.tidemark.api.metric.Duration;

/**
 * Figures of model calls.
 *
 * @param models different models called
 * @param users different users who called
 * @param calls succeeded, failed and blocked ones
 * @param callsWithoutUsage calls that reported no tokens; they are in none of the token figures
 * @param inconsistentCalls calls whose token counts contradict each other; null when unknown
 * @param inputTokens all that the models read, cache reads and writes included; null when unknown
 * @param outputTokens all that the models wrote, reasoning included; null when unknown
 * @param totalTokens input and output; null when unknown
 * @param errorRate failed of all calls, 0 to 1
 * @param cacheHitRatio cache reads of all input tokens, 0 to 1
 */
record ModelCallFigures(
    long models,
    long users,
    long calls,
    long succeeded,
    long failed,
    long blocked,
    long callsWithoutUsage,
    long fallbackCalls,
    Long inconsistentCalls,
    Long inputTokens,
    Long outputTokens,
    Long totalTokens,
    Long cacheReadTokens,
    Long cacheWriteTokens,
    Long reasoningTokens,
    Double errorRate,
    Double cacheHitRatio,
    Duration latencyMs,
    Duration timeToFirstTokenMs) {

  static ModelCallFigures read(Figures figures) {
    return new ModelCallFigures(
        figures.count("models"),
        figures.count("users"),
        figures.count("calls"),
        figures.count("succeeded"),
        figures.count("failed"),
        figures.count("blocked"),
        figures.count("calls_without_usage"),
        figures.count("fallback_calls"),
        figures.count("inconsistent_calls"),
        figures.count("input_tokens"),
        figures.count("output_tokens"),
        figures.count("total_tokens"),
        figures.count("cache_read_tokens"),
        figures.count("cache_write_tokens"),
        figures.count("reasoning_tokens"),
        figures.ratio("error_rate"),
        figures.ratio("cache_hit_ratio"),
        figures.duration("latency_ms"),
        figures.duration("time_to_first_token_ms"));
  }
}
