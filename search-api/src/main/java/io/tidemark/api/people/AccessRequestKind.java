/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import io.tidemark.api.directory.DirectoryEntry;
import io.tidemark.api.people.AccessRequest.State;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requests as settings, so that the log of changes has every step. */
@Component
class AccessRequestKind implements SettingKind<AccessRequest> {

  static final String USERS = "users";
  static final String REASON = "reason";
  static final String UNTIL = "until";
  static final String COMMENT = "comment";

  static final int LONGEST_TEXT = 512;

  /** Users of one request. */
  static final int MOST_USERS = 100;

  private static final String STATE = "state";
  private static final String ASKED_BY = "asked_by";
  private static final String DECIDED_BY = "decided_by";
  private static final int MOST = 10_000;

  @Override
  public String id() {
    return "access-request";
  }

  @Override
  public String plural() {
    return "access-requests";
  }

  @Override
  public boolean mayStandInFiles() {
    return false;
  }

  @Override
  public int mostPerTenant() {
    return MOST;
  }

  @Override
  public AccessRequest parse(String id, JsonNode body) {
    BodyMembers members = new BodyMembers("", body);
    return new AccessRequest(
        readUsers(body),
        members.text(REASON, LONGEST_TEXT).orElse(null),
        members.text(UNTIL, LONGEST_TEXT).map(Instant::parse).orElse(null),
        State.valueOf(
            members
                .requireChoice(STATE, Set.of("pending", "approved", "denied"))
                .toUpperCase(Locale.ROOT)),
        members.requireText(ASKED_BY, DirectoryEntry.LONGEST),
        members.text(DECIDED_BY, DirectoryEntry.LONGEST).orElse(null),
        members.text(COMMENT, LONGEST_TEXT).orElse(null));
  }

  static ObjectNode write(AccessRequest request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode users = body.putArray(USERS);
    request.users().forEach(users::add);
    body.put(STATE, request.state().id()).put(ASKED_BY, request.askedBy());
    putText(body, REASON, request.reason());
    putText(body, UNTIL, request.until() == null ? null : request.until().toString());
    putText(body, DECIDED_BY, request.decidedBy());
    putText(body, COMMENT, request.comment());
    return body;
  }

  private static void putText(ObjectNode body, String name, String text) {
    if (text != null) {
      body.put(name, text);
    }
  }

  /** The users of a body, each once. */
  static List<String> readUsers(JsonNode body) {
    JsonNode users = body.path(USERS);
    if (!users.isArray() || users.isEmpty() || users.size() > MOST_USERS) {
      throw new SettingFault(USERS, "This must be an array of 1 to " + MOST_USERS + " users.");
    }
    List<String> read = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      JsonNode user = users.get(i);
      if (!user.isString()
          || user.asString().isBlank()
          || user.asString().length() > DirectoryEntry.LONGEST) {
        throw new SettingFault(USERS + '[' + i + ']', "This must be the id of a user.");
      }
      read.add(user.asString());
    }
    return read.stream().distinct().toList();
  }

  /** The time of a member; empty when it is absent. */
  static Optional<Instant> readTime(BodyMembers members, String name) {
    try {
      return members.text(name, LONGEST_TEXT).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new SettingFault(
          members.entryOf(name), "This must be a time such as 2026-03-31T00:00:00+08:00.");
    }
  }
}
