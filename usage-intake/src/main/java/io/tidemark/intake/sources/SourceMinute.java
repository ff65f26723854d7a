/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.sources;

import io.tidemark.intake.reading.EventAges;
import io.tidemark.intake.reading.Outcome;
import io.tidemark.model.schema.Limits;
import io.tidemark.model.sources.SourceReasons;
import java.util.Map;
import java.util.TreeMap;

/** The events that one source sent in one minute. Not thread-safe. */
final class SourceMinute {

  private final Map<String, Long> rejectedByReason = new TreeMap<>();
  private final Map<String, Long> failedByReason = new TreeMap<>();
  private final EventAges ages = new EventAges();
  private long requests;
  private long accepted;
  private long rejected;
  private long ignored;
  private long failedRequests;
  private long lastRequest;
  private LastRejection lastRejection;
  private long written;

  /** The last item or request that was not accepted. */
  record LastRejection(long time, String reason, String message) {

    static LastRejection create(long time, String reason, String message) {
      int end = Math.min(message.length(), Limits.MAX_MESSAGE_CHARACTERS);
      boolean cutsPair =
          end < message.length() && Character.isHighSurrogate(message.charAt(end - 1));
      return new LastRejection(time, reason, message.substring(0, cutsPair ? end - 1 : end));
    }
  }

  void addOutcome(Outcome outcome, long now) {
    requests++;
    lastRequest = now;
    accepted += outcome.accepted();
    rejected += outcome.rejected();
    ignored += outcome.ignored();
    ages.addAll(outcome.ages());
    outcome
        .rejectedByReason()
        .forEach(
            (reason, items) -> countReason(rejectedByReason, SourceReasons.ofItem(reason), items));
    if (!outcome.listed().isEmpty()) {
      Outcome.Rejection first = outcome.listed().get(0);
      String reason = SourceReasons.ofItem(first.reason());
      lastRejection = LastRejection.create(now, reason, first.message());
    }
  }

  void addFailure(int status, String message, long now) {
    requests++;
    failedRequests++;
    lastRequest = now;
    String reason = SourceReasons.ofStatus(status);
    countReason(failedByReason, reason, 1);
    lastRejection = LastRejection.create(now, reason, message);
  }

  private static void countReason(Map<String, Long> counts, String reason, long more) {
    counts.merge(reason, more, Long::sum);
  }

  /** Whether all of it is in Elasticsearch. */
  boolean isWritten() {
    return written == requests;
  }

  /** Notes that Elasticsearch has the first {@code count} requests. */
  void setWritten(long count) {
    written = count;
  }

  long requests() {
    return requests;
  }

  long accepted() {
    return accepted;
  }

  long rejected() {
    return rejected;
  }

  long ignored() {
    return ignored;
  }

  long failedRequests() {
    return failedRequests;
  }

  long lastRequest() {
    return lastRequest;
  }

  Map<String, Long> rejectedByReason() {
    return rejectedByReason;
  }

  Map<String, Long> failedByReason() {
    return failedByReason;
  }

  EventAges ages() {
    return ages;
  }

  /** Null while nothing was rejected. */
  LastRejection lastRejection() {
    return lastRejection;
  }
}
