/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.status;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.accesslog.AccessLog;
import io.tidemark.api.outbox.FailedMessage;
import io.tidemark.api.settings.UnreadableSetting;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Progress of the documents, and events that were kept out of them.
 *
 * @param pipelines one entry per pipeline
 * @param deadLetters refused records of the tenant by reason, by the time they were refused
 * @param failedMessages messages to channels whose last attempt failed in the range, the last 20
 *     first; null for who may not know
 * @param unreadableSettings settings of the tenant that this release cannot read, at most 20; null
 *     for who may not know
 * @param accessLog how the access log of this instance is; null for who may not know
 * @param expiry what deletes days that are no longer kept: {@code lifecycle} or {@code janitor}
 */
record Status(
    Instant from,
    Instant to,
    Instant generatedAt,
    List<PipelineStatus> pipelines,
    Map<String, Long> deadLetters,
    String expiry,
    @Schema(nullable = true) List<FailedMessage> failedMessages,
    @Schema(nullable = true) List<UnreadableSetting> unreadableSettings,
    @Schema(nullable = true) AccessLogState accessLog,
    Versions versions) {

  /**
   * One pipeline.
   *
   * @param pipeline its name
   * @param finalThrough all before is final; null while nothing is
   * @param lateEvents events that came after their hour was final and corrected it
   * @param events what became of the tenant's events; a member does not see it
   */
  record PipelineStatus(
      String pipeline,
      @Schema(nullable = true) Instant finalThrough,
      long lateEvents,
      @JsonUnwrapped EventCounts events) {}

  /**
   * The outcomes of the events of a tenant, all users together; each is null for who may not know.
   *
   * @param counted events that count
   * @param duplicates events that were dropped because their id had been counted
   * @param conflictingDuplicates of these, events that said something else than the one counted
   */
  record EventCounts(Long counted, Long duplicates, Long conflictingDuplicates) {
    static final EventCounts NONE = new EventCounts(0L, 0L, 0L);
    static final EventCounts UNSEEN = new EventCounts(null, null, null);
  }

  /**
   * How the access log is.
   *
   * @param waiting accesses that are not written yet
   * @param lost accesses that no longer fitted into memory since the start of the instance
   * @param failingSince since when no write succeeds; null while they do
   */
  record AccessLogState(int waiting, long lost, @Schema(nullable = true) Instant failingSince) {

    static AccessLogState of(AccessLog.State state) {
      return new AccessLogState(state.waiting(), state.lost(), state.failingSince());
    }
  }

  /** Versions that run. */
  record Versions(String api, String elasticsearch) {}
}
