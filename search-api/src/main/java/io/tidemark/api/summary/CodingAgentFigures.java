/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

/**
 * Figures of coding agents; null where no agent reported the figure.
 *
 * @param users active users
 * @param activeDays UTC days with any measurement
 * @param sessions different sessions; null when no measurement named one
 * @param sessionStarts starts that were reported; a session that is resumed starts again
 * @param costMicros millionths of a US dollar
 */
record CodingAgentFigures(
    long users,
    long activeDays,
    long measurements,
    Long sessions,
    Long sessionStarts,
    Long commits,
    Long pullRequests,
    Long linesAdded,
    Long linesRemoved,
    Long tokens,
    Long inputTokens,
    Long outputTokens,
    Long cacheReadTokens,
    Long cacheWriteTokens,
    Long activeSeconds,
    Long costMicros) {

  static CodingAgentFigures read(Figures figures) {
    return new CodingAgentFigures(
        figures.count("users"),
        figures.count("active_days"),
        figures.count("measurements"),
        figures.count("sessions"),
        figures.count("session_starts"),
        figures.count("commits"),
        figures.count("pull_requests"),
        figures.count("lines_added"),
        figures.count("lines_removed"),
        figures.count("tokens"),
        figures.count("input_tokens"),
        figures.count("output_tokens"),
        figures.count("cache_read_tokens"),
        figures.count("cache_write_tokens"),
        figures.count("active_seconds"),
        figures.count("cost_micros"));
  }
}
