/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Settings and changes as documents. The names of fields are those of the index templates. */
final class SettingDocument {

  static final String KIND = "kind";
  static final String TENANT = "tenant_id";
  static final String ID = "id";
  static final String REVISION = "revision";
  static final String CHANGED_AT = "changed_at";
  static final String DELETED = "deleted";
  static final String ACTION = "action";
  static final String BODY = "body";

  static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

  private static final String CHANGED_BY = "changed_by";
  private static final String BEFORE = "before";
  private static final String AFTER = "after";

  /** The fields of a change but its bodies. */
  static final List<String> CHANGE_WITHOUT_BODIES =
      List.of(KIND, TENANT, ID, REVISION, ACTION, CHANGED_BY, CHANGED_AT);

  /** The fields of a change but the body before it. */
  static final List<String> CHANGE_WITHOUT_BEFORE =
      List.of(KIND, TENANT, ID, REVISION, ACTION, CHANGED_BY, CHANGED_AT, AFTER);

  /** The fields of a setting but its body. */
  static final List<String> SETTING_WITHOUT_BODY =
      List.of(KIND, TENANT, ID, REVISION, CHANGED_BY, CHANGED_AT, DELETED);

  private SettingDocument() {}

  static ObjectNode writeDocument(Setting setting) {
    ObjectNode document = writeAddress(setting.address(), setting.revision());
    document.set(BODY, setting.body());
    document.put(CHANGED_BY, setting.changedBy());
    document.put(CHANGED_AT, setting.changedAt().toString());
    return document.put(DELETED, setting.deleted());
  }

  static Setting readSetting(JsonNode document) {
    return new Setting(
        readAddress(document),
        document.path(REVISION).asLong(0),
        document.path(BODY),
        document.path(CHANGED_BY).asString(""),
        readTime(document),
        document.path(DELETED).asBoolean(false),
        Setting.Origin.API);
  }

  /** Elasticsearch takes more forms of times: one must not keep all settings from being read. */
  private static Instant readTime(JsonNode document) {
    try {
      return Instant.parse(document.path(CHANGED_AT).asString(""));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  static ObjectNode writeDocument(SettingChange change) {
    ObjectNode document = writeAddress(change.address(), change.revision());
    document.put(ACTION, nameAction(change.action()));
    if (change.before() != null) {
      document.set(BEFORE, change.before());
    }
    if (change.after() != null) {
      document.set(AFTER, change.after());
    }
    document.put(CHANGED_BY, change.changedBy());
    return document.put(CHANGED_AT, change.changedAt().toString());
  }

  static String nameAction(SettingChange.Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  static SettingChange readChange(JsonNode document) {
    return new SettingChange(
        readAddress(document),
        document.path(REVISION).asLong(),
        SettingChange.Action.valueOf(document.path(ACTION).asString().toUpperCase(Locale.ROOT)),
        document.get(BEFORE),
        document.get(AFTER),
        document.path(CHANGED_BY).asString(""),
        readTime(document));
  }

  private static ObjectNode writeAddress(SettingAddress address, long revision) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put(KIND, address.kind());
    document.put(TENANT, address.tenant());
    document.put(ID, address.id());
    return document.put(REVISION, revision);
  }

  private static SettingAddress readAddress(JsonNode document) {
    return new SettingAddress(
        document.path(KIND).asString(""),
        document.path(TENANT).asString(""),
        document.path(ID).asString(""));
  }
}
