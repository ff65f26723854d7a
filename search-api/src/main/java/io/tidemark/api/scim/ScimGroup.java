/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import io.tidemark.api.directory.DirectoryEntry;
import io.tidemark.api.directory.DirectoryStore.Named;
import io.tidemark.api.directory.DirectoryStore.ScimItems;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Groups of SCIM as entries of the directory. */
final class ScimGroup {

  /** Where groups are. */
  static final String PATH = "/scim/v2/Groups";

  static final String NAME = "displayName";

  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:Group";
  private static final String MEMBERS = "members";

  /** The id of a user in one of the members. */
  private static final String MEMBER_ID = "value";

  private ScimGroup() {}

  /** The name of a group that is sent. */
  static String requireName(JsonNode group) {
    JsonNode name = group.path(NAME);
    if (!name.isString()
        || name.asString().isBlank()
        || name.asString().length() > DirectoryEntry.LONGEST) {
      throw ScimException.invalidValue("displayName must be a text of 1 to 512 characters.");
    }
    return name.asString();
  }

  /** The names of the members. */
  static Set<String> readMembers(JsonNode group) {
    Set<String> members = new TreeSet<>();
    JsonNode sent = group.path(MEMBERS);
    // Some providers send one member without an array.
    for (JsonNode member : sent.isObject() ? Set.of(sent) : sent.values()) {
      members.add(ScimId.toName(member.path(MEMBER_ID).asString("")));
    }
    members.remove("");
    return members;
  }

  /** The members that are among some users. */
  static ScimItems selectMembers(Set<String> users) {
    return new ScimItems(MEMBERS, MEMBER_ID, id -> users.contains(ScimId.toName(id)));
  }

  static void putMembers(ObjectNode group, Set<String> users) {
    ArrayNode members = group.putArray(MEMBERS);
    users.forEach(user -> members.addObject().put(MEMBER_ID, ScimId.ofName(user)));
  }

  /** The resource of an entry. */
  static ObjectNode toResource(Named named) {
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    group.putArray("schemas").add(CORE);
    group.put("id", ScimId.ofName(named.entry().id())).put(NAME, named.entry().name());
    if (named.scim().path("externalId").isString()) {
      group.put("externalId", named.scim().path("externalId").asString());
    }
    putMembers(group, readMembers(named.scim()));
    ScimMessages.writeMeta(group, "Group", PATH);
    return group;
  }
}
