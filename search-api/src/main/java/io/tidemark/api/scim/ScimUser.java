/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import io.tidemark.api.directory.DirectoryEntry;
import io.tidemark.api.directory.DirectoryKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Users of SCIM as entries of the directory. Their id is the userName, as events have it. */
final class ScimUser {

  static final String NAME = "userName";

  private static final String MANAGER = "manager";
  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String ACTIVE = "active";

  /** Where users are. */
  static final String PATH = "/scim/v2/Users";

  /** The members that the directory does not use, and must not hold. */
  private static final List<String> SECRET = List.of("password", "x509Certificates");

  private ScimUser() {}

  /** The name of a user that is sent. */
  static String requireName(JsonNode sent) {
    JsonNode name = sent.path(NAME);
    if (!name.isString()
        || name.asString().isBlank()
        || name.asString().length() > DirectoryEntry.LONGEST) {
      throw ScimException.invalidValue("userName must be a text of 1 to 512 characters.");
    }
    return name.asString();
  }

  /**
   * The entry of a user.
   *
   * @param department of the user, see {@link ScimDepartments}; null when there is none
   * @param end until when the user existed, unless the user is active
   */
  static DirectoryEntry toEntry(ObjectNode user, String department, Instant end) {
    user.remove(SECRET);
    JsonNode enterprise = user.path(ENTERPRISE);
    boolean active = !isFalse(user.path(ACTIVE));
    return new DirectoryEntry(
        DirectoryKind.USER,
        requireName(user),
        displayName(user),
        department,
        findText(enterprise.path(MANAGER).path("value"))
            .or(() -> findText(enterprise.path(MANAGER)))
            .map(id -> cut(ScimId.toName(id)))
            .filter(manager -> !manager.equals(user.path(NAME).asString()))
            .orElse(null),
        null,
        null,
        active ? null : end,
        DirectoryEntry.SCIM);
  }

  /** The department that a user has by itself, and not by a group. */
  static Optional<String> readDepartment(JsonNode user) {
    return cutText(user.path(ENTERPRISE).path("department"));
  }

  /** Some providers send texts for truth values. */
  private static boolean isFalse(JsonNode value) {
    return (value.isBoolean() && !value.asBoolean())
        || (value.isString() && value.asString().equalsIgnoreCase("false"));
  }

  private static String displayName(JsonNode user) {
    JsonNode name = user.path("name");
    String parts =
        (name.path("givenName").asString("") + " " + name.path("familyName").asString("")).strip();
    return cutText(user.path("displayName"))
        .or(() -> cutText(name.path("formatted")))
        .or(() -> parts.isEmpty() ? Optional.empty() : Optional.of(parts))
        .orElse(null);
  }

  private static Optional<String> cutText(JsonNode value) {
    return findText(value).map(ScimUser::cut);
  }

  private static Optional<String> findText(JsonNode value) {
    return value.isString() && !value.asString().isBlank()
        ? Optional.of(value.asString())
        : Optional.empty();
  }

  private static String cut(String text) {
    return text.length() > DirectoryEntry.LONGEST
        ? text.substring(0, DirectoryEntry.LONGEST)
        : text;
  }

  /** Some providers send the id alone; answers have it where RFC 7643 (4.3) has it. */
  private static void writeManager(ObjectNode user) {
    if (user.path(ENTERPRISE) instanceof ObjectNode enterprise
        && enterprise.path(MANAGER).isString()) {
      String manager = enterprise.path(MANAGER).asString();
      enterprise.putObject(MANAGER).put("value", manager);
    }
  }

  /** The resource of an entry. */
  static ObjectNode toResource(DirectoryEntry entry, ObjectNode scim) {
    ObjectNode user = scim.deepCopy();
    if (!user.path("schemas").isArray()) {
      user.putArray("schemas").add(CORE);
    }
    user.put("id", ScimId.ofName(entry.id())).put(NAME, entry.id());
    user.put(ACTIVE, entry.validTo() == null);
    writeManager(user);
    ScimMessages.writeMeta(user, "User", PATH);
    return user;
  }
}
