/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import io.tidemark.api.directory.DirectoryEntry;
import io.tidemark.api.directory.DirectoryKind;
import io.tidemark.api.directory.DirectoryStore;
import io.tidemark.api.directory.DirectoryStore.Named;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.memory.AnswerMemory;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Groups of an identity provider that do not fit into one answer together, but each by itself. */
public final class LargeGroups {

  /** The last one by its id, which is small. */
  public static final String LAST = "last";

  private static final int LARGE = 8;

  /** What a member takes at least in an answer. */
  private static final long BYTES_PER_MEMBER = 700;

  private LargeGroups() {}

  /** Writes the groups; a user is the member of the last one. */
  public static void put(LiveApi api, String tenant, String user) {
    long members = api.bean(AnswerMemory.class).mostOfOne() / (LARGE - 1) / BYTES_PER_MEMBER;
    List<Named> groups = new ArrayList<>();
    for (int i = 0; i < LARGE; i++) {
      ObjectNode scim = JsonMapper.shared().createObjectNode();
      ArrayNode all = scim.putArray("members");
      for (long member = 0; member < members; member++) {
        all.addObject().put("value", "m" + member);
      }
      groups.add(new Named(createEntry("large-" + i), scim));
    }
    String last = "{\"members\":[{\"value\":\"" + user + "\"}]}";
    groups.add(new Named(createEntry(LAST), JsonMapper.shared().readTree(last)));
    api.bean(DirectoryStore.class).putAll(tenant, "idp", groups);
  }

  /**
   * Takes all entries of a tenant away: instances read the last writes of all tenants again and
   * again.
   */
  public static void delete(LiveApi api, String tenant) {
    api.elasticsearch(
        "POST",
        "/tidemark-directory/_delete_by_query?refresh=true",
        "{\"query\":{\"term\":{\"tenant_id\":\"%s\"}}}".formatted(tenant));
  }

  private static DirectoryEntry createEntry(String id) {
    return new DirectoryEntry(
        DirectoryKind.DEPARTMENT, id, id, null, null, null, null, null, DirectoryEntry.SCIM);
  }
}
