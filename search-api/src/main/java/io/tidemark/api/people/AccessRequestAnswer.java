/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.settings.SettingEntry;
import java.time.Instant;
import java.util.List;

/** Answers about requests for the right to view. */
final class AccessRequestAnswer {

  private AccessRequestAnswer() {}

  /**
   * One request.
   *
   * @param users whose usage is asked for
   * @param reason why; null when nothing was said
   * @param state {@code pending}, {@code approved} or {@code denied}
   * @param until end of the right; null for none
   * @param decidedBy who approved or denied it; null while it is pending
   * @param comment of who decided; null when nothing was said
   */
  record AccessRequestDetail(
      String id,
      List<String> users,
      @Schema(nullable = true) String reason,
      String state,
      @Schema(nullable = true) Instant until,
      String askedBy,
      @Schema(nullable = true) String decidedBy,
      @Schema(nullable = true) String comment,
      Instant changedAt) {

    static AccessRequestDetail of(SettingEntry<AccessRequest> entry) {
      AccessRequest request = entry.value();
      return new AccessRequestDetail(
          entry.setting().address().id(),
          request.users(),
          request.reason(),
          request.state().id(),
          request.until(),
          request.askedBy(),
          request.decidedBy(),
          request.comment(),
          entry.setting().changedAt());
    }
  }

  /** Requests, the newest first. */
  record AccessRequestList(List<AccessRequestDetail> requests) {}
}
