/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.directory;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a directory.
 *
 * @param entry of which only kind and id count where it is deleted
 * @param deletes whether the entry is deleted
 */
record DirectoryLine(DirectoryEntry entry, boolean deletes) {

  private static final Set<String> KINDS =
      Stream.of(DirectoryKind.values()).map(DirectoryKind::id).collect(Collectors.toSet());

  /** Kind, id, and that it is deleted. */
  private static final int MEMBERS_OF_DELETION = 3;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a line.
   *
   * @throws SettingFault when it is not accepted
   */
  static DirectoryLine parseLine(String line) {
    JsonNode json;
    try {
      json = MAPPER.readTree(line);
    } catch (JacksonException e) {
      throw new SettingFault("", "This line is not a JSON object, or a name occurs twice in it.");
    }
    BodyMembers members =
        new BodyMembers("", json)
            .allow(
                DirectoryDocument.KIND,
                DirectoryDocument.ID,
                DirectoryDocument.NAME,
                DirectoryDocument.DEPARTMENT,
                DirectoryDocument.MANAGER,
                DirectoryDocument.OWNER,
                DirectoryDocument.VALID_FROM,
                DirectoryDocument.VALID_TO,
                DirectoryDocument.DELETED);
    DirectoryKind kind =
        DirectoryKind.find(members.requireChoice(DirectoryDocument.KIND, KINDS)).orElseThrow();
    DirectoryEntry entry =
        new DirectoryEntry(
            kind,
            members.requireText(DirectoryDocument.ID, DirectoryEntry.LONGEST),
            readText(members, DirectoryDocument.NAME),
            readText(members, DirectoryDocument.DEPARTMENT),
            readText(members, DirectoryDocument.MANAGER),
            readText(members, DirectoryDocument.OWNER),
            readTime(members, DirectoryDocument.VALID_FROM),
            readTime(members, DirectoryDocument.VALID_TO),
            DirectoryEntry.API);
    requireSense(entry);
    return new DirectoryLine(entry, isDeletion(json));
  }

  private static boolean isDeletion(JsonNode line) {
    JsonNode deleted = line.path(DirectoryDocument.DELETED);
    if (!deleted.isMissingNode() && !deleted.isBoolean()) {
      throw new SettingFault(DirectoryDocument.DELETED, "This must be true or false.");
    }
    boolean deletes = deleted.asBoolean(false);
    if (deletes && line.size() > MEMBERS_OF_DELETION) {
      throw new SettingFault(
          DirectoryDocument.DELETED, "A line that deletes an entry has kind and id alone.");
    }
    return deletes;
  }

  private static void requireSense(DirectoryEntry entry) {
    if (entry.manager() != null && entry.kind() != DirectoryKind.USER) {
      throw new SettingFault(DirectoryDocument.MANAGER, "Only users have a manager.");
    }
    if (entry.owner() != null && entry.kind() == DirectoryKind.USER) {
      throw new SettingFault(DirectoryDocument.OWNER, "A user has a manager, and no owner.");
    }
    if (entry.id().equals(entry.manager())) {
      throw new SettingFault(DirectoryDocument.MANAGER, "A user cannot be the own manager.");
    }
    if (entry.validFrom() != null
        && entry.validTo() != null
        && !entry.validFrom().isBefore(entry.validTo())) {
      throw new SettingFault(DirectoryDocument.VALID_TO, "This must be later than valid_from.");
    }
  }

  private static String readText(BodyMembers members, String name) {
    return members.text(name, DirectoryEntry.LONGEST).orElse(null);
  }

  private static Instant readTime(BodyMembers members, String name) {
    String text = readText(members, name);
    if (text == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() < 1970 || time.getYear() > 9999) {
        throw new DateTimeException("year");
      }
      return time.toInstant();
    } catch (DateTimeException e) {
      throw new SettingFault(name, "This must be a time such as 2026-03-31T00:00:00+08:00.");
    }
  }
}
