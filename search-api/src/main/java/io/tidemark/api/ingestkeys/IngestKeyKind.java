/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.ingestkeys;

import io.tidemark.api.access.Role;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingKind;
import io.tidemark.model.schema.Limits;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Ingest keys as settings. Intake reads the documents: a renamed member is a new contract. */
@Component
class IngestKeyKind implements SettingKind<IngestKey> {

  static final String ROLE = "role";
  static final Set<String> ROLES = Set.of(Role.INGEST.id());
  static final String NAME = "name";
  static final String PROJECT = "project_id";
  static final String USER = "user_id";

  private static final String SHA256 = "sha256";
  private static final String HINT = "hint";

  /** Goes to a header of Kafka and to dashboards. */
  private static final Pattern NAME_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,63}");

  private static final Pattern SHA256_FORM = Pattern.compile("[0-9a-f]{64}");
  static final int LONGEST_IDENTIFIER = Limits.MAX_TEXT_CHARACTERS;
  static final int LONGEST_NAME = 64;

  @Override
  public String id() {
    return "ingest-key";
  }

  @Override
  public String plural() {
    return "ingest-keys";
  }

  @Override
  public Set<Role> writers() {
    return Set.of(Role.SUPER_ADMIN, Role.OPERATOR);
  }

  @Override
  public Set<String> secretMembers() {
    return Set.of(SHA256);
  }

  /** Intake reads keys from Elasticsearch alone. */
  @Override
  public boolean mayStandInFiles() {
    return false;
  }

  @Override
  public IngestKey parse(String id, JsonNode body) {
    BodyMembers members = new BodyMembers("", body).allow(NAME, ROLE, SHA256, HINT, PROJECT, USER);
    members.requireChoice(ROLE, ROLES);
    return new IngestKey(
        members.requireText(
            NAME, NAME_FORM, "1 to 64 letters, digits, spaces, dots, hyphens and underscores"),
        members.requireText(SHA256, SHA256_FORM, "64 lower-case hex digits"),
        members.requireText(HINT, LONGEST_IDENTIFIER),
        members.text(PROJECT, LONGEST_IDENTIFIER).orElse(null),
        members.text(USER, LONGEST_IDENTIFIER).orElse(null));
  }

  /**
   * Reads as much of a key as is readable, also of one that a later release stored: people must be
   * able to find and revoke it.
   */
  static IngestKey readKey(JsonNode body) {
    return new IngestKey(
        readText(body, NAME, ""),
        readText(body, SHA256, ""),
        readText(body, HINT, ""),
        readText(body, PROJECT, null),
        readText(body, USER, null));
  }

  private static String readText(JsonNode body, String name, String fallback) {
    return body.path(name).isString() ? body.path(name).asString() : fallback;
  }

  /** The body of a new key. */
  static ObjectNode writeKey(IngestKey key) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(NAME, key.name()).put(ROLE, Role.INGEST.id());
    body.put(SHA256, key.sha256()).put(HINT, key.hint());
    if (key.projectId() != null) {
      body.put(PROJECT, key.projectId());
    }
    if (key.userId() != null) {
      body.put(USER, key.userId());
    }
    return body;
  }
}
