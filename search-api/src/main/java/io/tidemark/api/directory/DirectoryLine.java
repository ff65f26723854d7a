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

/** Reads one line of a directory. */
final class DirectoryLine {

  private static final Set<String> KINDS =
      Stream.of(DirectoryKind.values()).map(DirectoryKind::id).collect(Collectors.toSet());

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private DirectoryLine() {}

  /**
   * The entry that a line says.
   *
   * @throws SettingFault when it is not accepted
   */
  static DirectoryEntry parseLine(String line) {
    JsonNode json;
    try {
      json = MAPPER.readTree(line);
    } catch (JacksonException e) {
      throw new SettingFault("", "This line is not a JSON object, or a name stands twice in it.");
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
                DirectoryDocument.VALID_TO);
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
    return entry;
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
