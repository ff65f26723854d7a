/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.ingestkeys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.settings.Setting;
import java.time.Instant;
import java.util.List;

/** Answers about keys. Only the answer to the creation has the key itself. */
final class IngestKeyAnswer {

  private IngestKeyAnswer() {}

  /**
   * One key.
   *
   * @param name what the sender is called; also the source of its events
   * @param role always {@code ingest}
   * @param hint first characters of the key
   * @param projectId project of all events of the sender; null when the events say it
   * @param userId user of all events of the sender; null when the events say it
   */
  record Key(
      String id,
      String name,
      String role,
      String hint,
      @Schema(nullable = true) String projectId,
      @Schema(nullable = true) String userId,
      String createdBy,
      Instant createdAt) {

    static Key of(Setting setting) {
      IngestKey key = IngestKeyKind.readKey(setting.body());
      return new Key(
          setting.address().id(),
          key.name(),
          "ingest",
          key.hint(),
          key.projectId(),
          key.userId(),
          setting.changedBy(),
          setting.changedAt());
    }
  }

  /** Keys of the tenant by id. */
  record Keys(List<Key> keys) {}

  /**
   * A new key.
   *
   * @param key the text to send as {@code Authorization: Bearer KEY}; shown only now
   */
  record NewKey(@JsonUnwrapped Key about, String key) {}

  /** The key that intake accepts no longer. */
  record RevokedKey(String id, String name, Instant revokedAt) {}
}
