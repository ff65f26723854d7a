/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.hold.Holds;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A legal hold keeps usage of people who are erased as it was before. */
@Tag("node")
class HeldErasureTest {

  private final LiveApi api = LiveApi.shared();
  private final Map<String, String> holds = new TreeMap<>();

  @Test
  void copiesLateUsageBeforeASweepErasesIt() {
    String tenant = "held-late" + System.nanoTime();
    ErasureSample.writeHour(api, tenant, "h-alice", 10);
    putHold(tenant, "case-late", "{\"match\":{\"users\":[\"h-alice\"]}}");
    ErasureSample.erase(api, tenant, "h-alice");
    ErasureSample.writeHour(api, tenant, "h-alice", 17);

    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isEqualTo(1);

    assertThat(ErasureSample.stored(api, tenant, ErasureSample.INDEX))
        .contains("\"calls\":17")
        .doesNotContain("h-alice");
    assertThat(ErasureSample.stored(api, tenant, "tidemark-hold-case-late"))
        .contains("\"user_id\":\"h-alice\",\"calls\":17");
  }

  @Test
  void keepsAllUsageOfATenantWhoeverWasErased() {
    String tenant = "held-all" + System.nanoTime();
    ErasureSample.writeHour(api, tenant, "h-alice", 10);
    putHold(tenant, "case-all", "{\"reason\":\"audit\"}");
    api.bean(Holds.class).copyAll(tenant);
    String pseudonym = ErasureSample.erase(api, tenant, "h-alice").path("pseudonym").asString();
    ObjectNode earlier = JsonMapper.shared().createObjectNode();
    earlier.put("hour", "2026-03-12T07:00:00Z").put("tenant_id", tenant).put("calls", 4);
    earlier.put("user_id", pseudonym);
    api.index(List.of(new IndexedDocument(ErasureSample.INDEX, tenant + "-earlier", earlier)));

    api.bean(Holds.class).copyAll(tenant);
    api.bean(Holds.class).copyAll(tenant);

    assertThat(ErasureSample.stored(api, tenant, "tidemark-hold-case-all"))
        .contains("\"user_id\":\"h-alice\",\"calls\":10")
        .contains("\"calls\":4,\"user_id\":\"" + pseudonym)
        .doesNotContain(pseudonym + "\",\"calls\":10");
  }

  /** Each hold costs every later copy of all holds. */
  @AfterEach
  void deleteHolds() {
    holds.forEach((path, tenant) -> ErasureSample.send(api, tenant, "DELETE", path, ""));
  }

  private void putHold(String tenant, String id, String body) {
    String path = "/api/v1/legal-holds/" + id;
    assertThat(ErasureSample.send(api, tenant, "PUT", path, body).status()).isIn(200, 201);
    holds.put(path, tenant);
  }
}
