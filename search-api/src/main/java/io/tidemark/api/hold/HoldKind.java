/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Legal holds as settings, so that they survive restarts and have a history. */
@Component
public class HoldKind implements SettingKind<Hold> {

  /** The name in documents. */
  public static final String ID = "legal-hold";

  private static final int LONGEST_TEXT = 512;
  private static final int MOST_USERS = 1_000;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String plural() {
    return "legal-holds";
  }

  @Override
  public int mostPerTenant() {
    return 100;
  }

  @Override
  public Hold parse(String id, JsonNode body) {
    BodyMembers members = new BodyMembers("", body).allow("match", "reason");
    JsonNode match = body.path("match");
    BodyMembers matched =
        new BodyMembers(
                "match", match.isMissingNode() ? JsonNodeFactory.instance.objectNode() : match)
            .allow("users", "from", "to");
    Instant from = time(matched, "from");
    Instant to = time(matched, "to");
    if (from != null && to != null && !from.isBefore(to)) {
      throw new SettingFault("match.to", "This must be later than from.");
    }
    return new Hold(
        users(match.path("users")), from, to, members.text("reason", LONGEST_TEXT).orElse(null));
  }

  private static List<String> users(JsonNode users) {
    if (users.isMissingNode()) {
      return List.of();
    }
    if (!users.isArray() || users.isEmpty() || users.size() > MOST_USERS) {
      throw new SettingFault("match.users", "This must be an array of 1 to 1000 users.");
    }
    List<String> read = new ArrayList<>();
    for (JsonNode user : users) {
      if (!user.isString()
          || user.asString().isBlank()
          || user.asString().length() > LONGEST_TEXT) {
        throw new SettingFault("match.users[" + read.size() + ']', "This must be a user's id.");
      }
      read.add(user.asString());
    }
    return read;
  }

  private static Instant time(BodyMembers members, String name) {
    try {
      return members
          .text(name, LONGEST_TEXT)
          .map(text -> OffsetDateTime.parse(text).toInstant())
          .orElse(null);
    } catch (DateTimeException e) {
      throw new SettingFault(
          members.entryOf(name), "This must be a time such as 2026-03-31T00:00:00+08:00.");
    }
  }
}
