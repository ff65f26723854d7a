/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import io.tidemark.api.directory.DirectoryKind;
import io.tidemark.api.directory.DirectoryStore;
import io.tidemark.api.directory.DirectoryStore.Named;
import io.tidemark.api.directory.DirectoryStore.ScimItems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The departments of users that an identity provider keeps: what the provider says of the user, and
 * otherwise a group that has the user for a member.
 */
final class ScimDepartments {

  private final DirectoryStore store;

  ScimDepartments(DirectoryStore store) {
    this.store = store;
  }

  /**
   * The department of a user; null when there is none.
   *
   * @param user as the provider sends it
   * @param before the department until now, which stays while it has the user for a member
   */
  String findDepartment(String tenant, JsonNode user, String before) {
    return ScimUser.readDepartment(user)
        .orElseGet(() -> findGroup(tenant, ScimUser.requireName(user), before));
  }

  private String findGroup(String tenant, String user, String before) {
    boolean stays =
        before != null
            && store
                .find(tenant, DirectoryKind.DEPARTMENT, before)
                .filter(group -> isKept(group) && hasMember(group, user))
                .isPresent();
    return stays ? before : findGroups(tenant, Set.of(user), null).get(user);
  }

  private static boolean isKept(Named group) {
    return group.scim() != null;
  }

  private static boolean hasMember(Named group, String user) {
    return ScimGroup.readMembers(group.scim()).contains(user);
  }

  /**
   * The first groups that have users for members; users without one are left out.
   *
   * @param except a group that does not count; null for none
   */
  Map<String, String> findGroups(String tenant, Set<String> users, String except) {
    Map<String, String> found = new HashMap<>();
    ScimItems members = ScimGroup.selectMembers(users);
    String after = "";
    List<JsonNode> page;
    do {
      page = store.listScim(tenant, DirectoryKind.DEPARTMENT, members, after);
      for (JsonNode document : page) {
        String id = document.path("id").asString();
        if (!id.equals(except)) {
          ScimGroup.readMembers(document.path("scim")).stream()
              .filter(users::contains)
              .forEach(user -> found.putIfAbsent(user, id));
        }
        after = id;
      }
    } while (!page.isEmpty() && found.size() < users.size());
    return found;
  }
}
