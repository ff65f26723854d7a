/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import io.tidemark.api.directory.DirectoryEntry;
import io.tidemark.api.directory.DirectoryStore.Named;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Groups of SCIM as entries of the directory. */
final class ScimGroup {

  static final String NAME = "displayName";

  /** The member with the ids of users. */
  static final String MEMBER_VALUES = "members.value";

  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:Group";
  private static final String MEMBERS = "members";

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
      members.add(ScimId.toName(member.path("value").asString("")));
    }
    members.remove("");
    return members;
  }

  static void putMembers(ObjectNode group, Set<String> users) {
    ArrayNode members = group.putArray(MEMBERS);
    users.forEach(user -> members.addObject().put("value", ScimId.ofName(user)));
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
    group.putObject("meta").put("resourceType", "Group");
    return group;
  }
}
