/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One entry of the log of changes.
 *
 * @param before the body of the revision before, without secrets; null when there was none, or when
 *     it was too large to be read
 * @param after the body of this revision, without secrets; null after a deletion
 */
public record SettingChange(
    SettingAddress address,
    long revision,
    Action action,
    JsonNode before,
    JsonNode after,
    String changedBy,
    Instant changedAt) {

  /** The kind of change. */
  public enum Action {
    CREATED,
    UPDATED,
    DELETED
  }

  /**
   * The revision {@code after} as a change from the body {@code before}, which may be null, or
   * missing when it is too large to be read.
   */
  static SettingChange between(JsonNode before, Setting after) {
    return new SettingChange(
        after.address(),
        after.revision(),
        action(before, after),
        before == null || before.isMissingNode() ? null : before,
        after.deleted() ? null : after.body(),
        after.changedBy(),
        after.changedAt());
  }

  private static Action action(JsonNode before, Setting after) {
    if (after.deleted()) {
      return Action.DELETED;
    }
    return before == null ? Action.CREATED : Action.UPDATED;
  }

  /** The setting as this change left it. */
  Setting toSetting() {
    JsonNode body = after == null ? SettingDocument.EMPTY : after;
    return new Setting(
        address, revision, body, changedBy, changedAt, after == null, Setting.Origin.API);
  }
}
