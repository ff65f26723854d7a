/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers about settings. No answer shows a secret. */
final class SettingAnswer {

  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private SettingAnswer() {}

  /**
   * One setting.
   *
   * @param shared whether all tenants share the setting
   * @param revision grows with each change; 0 of a file
   * @param changedBy the user who wrote this revision, or the file
   * @param origin {@code api}, or {@code file} for a setting that the API does not change
   * @param body as it is sent to change it
   */
  record SettingDetail(
      String id,
      boolean shared,
      long revision,
      String changedBy,
      Instant changedAt,
      String origin,
      Object body) {}

  /** Settings by id. */
  record SettingList(List<SettingDetail> settings) {}

  /**
   * One revision.
   *
   * @param action {@code created}, {@code updated} or {@code deleted}
   * @param before body of the revision before; null when there was none, or when it was too large
   *     to be read
   * @param after body of this revision; null after a deletion
   */
  record SettingRevision(
      long revision,
      String action,
      String changedBy,
      Instant changedAt,
      @Schema(nullable = true) Object before,
      @Schema(nullable = true) Object after) {}

  /**
   * Revisions of one setting, newest first.
   *
   * @param shared whether all tenants share the setting
   */
  record SettingHistory(String id, boolean shared, List<SettingRevision> revisions) {}

  /** A setting that is gone; its past stays readable. */
  record SettingDeletion(String id, long revision, Instant changedAt) {}

  static SettingDetail createDetail(Setting setting, Set<String> secretMembers) {
    return new SettingDetail(
        setting.address().id(),
        setting.address().isShared(),
        setting.revision(),
        setting.changedBy(),
        setting.changedAt(),
        setting.origin().name().toLowerCase(Locale.ROOT),
        members(SecretMembers.redactBody(setting.body(), secretMembers)));
  }

  static SettingRevision createRevision(SettingChange change) {
    return new SettingRevision(
        change.revision(),
        change.action().name().toLowerCase(Locale.ROOT),
        change.changedBy(),
        change.changedAt(),
        members(change.before()),
        members(change.after()));
  }

  private static Map<String, Object> members(JsonNode body) {
    return body == null ? null : JsonMapper.shared().convertValue(body, MEMBERS);
  }
}
