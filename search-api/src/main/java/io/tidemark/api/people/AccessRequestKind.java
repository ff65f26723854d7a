/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import io.tidemark.api.approvals.RequestKind;
import io.tidemark.api.directory.DirectoryEntry;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requests for the right to view the usage of others, as settings. */
@Component
class AccessRequestKind extends RequestKind<AccessRequest> {

  static final String USERS = "users";

  /** Users of one request. */
  static final int MOST_USERS = 100;

  @Override
  public String id() {
    return "access-request";
  }

  @Override
  public String plural() {
    return "access-requests";
  }

  @Override
  public AccessRequest parse(String id, JsonNode body) {
    BodyMembers members = new BodyMembers("", body);
    return new AccessRequest(
        readUsers(body),
        members.text(REASON, LONGEST_TEXT).orElse(null),
        members.text(UNTIL, LONGEST_TEXT).map(Instant::parse).orElse(null),
        parseState(members),
        members.requireText(ASKED_BY, DirectoryEntry.LONGEST),
        members.text(DECIDED_BY, DirectoryEntry.LONGEST).orElse(null),
        members.text(COMMENT, LONGEST_TEXT).orElse(null));
  }

  @Override
  public ObjectNode write(AccessRequest request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode users = body.putArray(USERS);
    request.users().forEach(users::add);
    body.put(STATE, request.state().id()).put(ASKED_BY, request.askedBy());
    putTexts(body, request.reason(), request.until(), request.decidedBy(), request.comment());
    return body;
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
}
