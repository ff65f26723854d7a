/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The events that senders of the tenant sent to intake.
 *
 * @param intakeUrl address of intake for senders; null when the operator did not set it
 * @param testEvents whether test events can be sent
 * @param sources keys and tokens by name: all active keys, and every sender in the period
 */
record Sources(
    Instant from,
    Instant to,
    Instant generatedAt,
    @Schema(nullable = true) String intakeUrl,
    boolean testEvents,
    List<Source> sources) {

  /**
   * One key or token.
   *
   * @param type {@code key}, {@code file} for a key of a file, or {@code token}
   * @param state {@code active}, or {@code revoked} for a key that intake accepts no longer
   * @param hint first characters of the key
   * @param lastRequestAt its last request, within the days that are kept; null if there is none
   * @param lastEventAt the time of its latest event
   * @param eventsPerMinute accepted items a minute, over the last 15 minutes
   * @param requests requests in the period, failed ones among them
   * @param ignored items that are not usage, such as spans of tools
   * @param rejectedByReason rejected items by reason
   * @param failedRequests requests of which nothing was read, for example 413, 429 and 503
   * @param clockAheadMs how far the clock of the sender is ahead, at least; 0 if no event came from
   *     the future
   * @param medianAgeMs median time from an event to its arrival; null without events
   */
  record Source(
      String id,
      String name,
      @Schema(allowableValues = {"key", "file", "token"}) String type,
      @Schema(allowableValues = {"active", "revoked"}) String state,
      @Schema(nullable = true) String hint,
      @Schema(nullable = true) String projectId,
      @Schema(nullable = true) String userId,
      @Schema(nullable = true) Instant lastRequestAt,
      @Schema(nullable = true) Instant lastEventAt,
      double eventsPerMinute,
      long requests,
      long accepted,
      long rejected,
      long ignored,
      Map<String, Long> rejectedByReason,
      long failedRequests,
      Map<String, Long> failedByReason,
      @Schema(nullable = true) Rejection lastRejection,
      @Schema(nullable = true) Long clockAheadMs,
      @Schema(nullable = true) Long medianAgeMs) {}

  /** The last item or request of the period that was not accepted. */
  record Rejection(Instant at, String reason, String message) {}
}
