/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Mood;
import io.tidemark.api.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Copies that are slow or fail cost no other hold, and no request waits for them for long. */
@Tag("node")
class HoldFailuresTest {

  private static final String INDEX = "tidemark-model-calls-hourly-2026.03.12";

  private final LiveApi api = LiveApi.shared();
  private final long run = System.nanoTime();
  private final Map<String, String> holds = new TreeMap<>();

  @Test
  void statusAnswersWhileACopyRuns() {
    String tenant = "held-slowly" + run;
    putHold(tenant, "case-slow");
    indexHour(tenant);
    try (LiveApi slow = LiveApi.over(api.elasticsearchUri())) {
      Holds copier = slow.bean(Holds.class);
      slow.proxy().setMood(Mood.HOLD_BULK);
      CompletableFuture<Void> copy = CompletableFuture.runAsync(() -> copier.copyAll(tenant));
      slow.proxy().awaitHeld();

      Answer status = slow.get(root(tenant), "/api/v1/legal-holds/case-slow/status");
      assertThatThrownBy(() -> copier.copyBeforeDeletion(tenant, Duration.ZERO))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> {
                assertThat(problem.status().value()).isEqualTo(503);
                assertThat(problem.properties()).containsKey("retry_after_seconds");
              });

      assertThat(copy).isNotDone();
      assertThat(status.status()).as(status.text()).isEqualTo(200);
      assertThat(status.json().path("complete_at").isNull()).as(status.text()).isTrue();
      // Tenants do not wait for each other.
      copier.copyBeforeDeletion("held-otherwise" + run, Duration.ZERO);
      slow.proxy().setMood(Mood.PASS);
      copy.join();
      Answer complete = slow.get(root(tenant), "/api/v1/legal-holds/case-slow/status");
      assertThat(complete.json().path("complete_at").isString()).as(complete.text()).isTrue();
      assertThat(complete.json().path("documents").asInt()).isEqualTo(1);
    }
  }

  @Test
  void isIncompleteAgainWhenItsBodyChanges() {
    String tenant = "held-changed" + run;
    putHold(tenant, "case-changed");
    api.bean(Holds.class).copyAll(tenant);
    String path = "/api/v1/legal-holds/case-changed";
    assertThat(api.get(root(tenant), path + "/status").json().path("complete_at").isNull())
        .isFalse();

    send(tenant, "PUT", path, "{\"match\":{\"users\":[\"bob\",\"ann\"]}}");

    assertThat(api.get(root(tenant), path + "/status").json().path("complete_at").isNull())
        .isTrue();
  }

  @Test
  void failingCopiesStopNoOtherHold() {
    String first = "held-1-blocked" + run;
    String second = "held-2-well" + run;
    putHold(first, "case-blocked" + run);
    putHold(first, "case-well" + run);
    putHold(second, "case-well" + run);
    Holds copier = api.bean(Holds.class);
    indexHour(first);
    copier.copyAll(first);
    block("case-blocked" + run, true);
    indexHour(first);
    indexHour(second);

    assertThatThrownBy(copier::copyAll).hasMessageContaining("takes no writes");

    assertThat(copier.countDocuments(second, "case-well" + run)).isEqualTo(1);
    assertThat(copier.countDocuments(first, "case-well" + run)).isEqualTo(2);
    assertThat(copier.countDocuments(first, "case-blocked" + run)).isEqualTo(1);
    assertThat(copier.copyPossible()).containsExactly(INDEX);
    assertThatThrownBy(() -> copier.copyBeforeDeletion(first))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("nothing was deleted");
    copier.copyBeforeDeletion(second);
    block("case-blocked" + run, false);
    copier.copyAll();
    assertThat(copier.countDocuments(first, "case-blocked" + run)).isEqualTo(2);
  }

  @Test
  void failsWhenTheIndexOfAHoldCannotBeMade() {
    String tenant = "held-barred" + run;
    putHold(tenant, "case-barred");
    indexHour(tenant);
    allowIndices("\"-tidemark-hold-case-barred,*\"");
    try {
      assertThatThrownBy(() -> api.bean(Holds.class).copyAll(tenant)).hasMessageContaining("404");
    } finally {
      allowIndices("null");
    }
  }

  private void allowIndices(String patterns) {
    String body = "{\"persistent\":{\"action.auto_create_index\":" + patterns + "}}";
    assertThat(api.elasticsearch("PUT", "/_cluster/settings", body)).contains("acknowledged");
  }

  private void block(String id, boolean blocked) {
    String body = "{\"index.blocks.write\":" + blocked + '}';
    assertThat(api.elasticsearch("PUT", '/' + Holds.indexOf(id) + "/_settings", body))
        .contains("\"acknowledged\":true");
  }

  private void indexHour(String tenant) {
    ObjectNode hour = JsonMapper.shared().createObjectNode();
    hour.put("hour", "2026-03-12T08:00:00Z").put("tenant_id", tenant).put("user_id", "bob");
    api.index(List.of(new IndexedDocument(INDEX, null, hour)));
  }

  private void putHold(String tenant, String id) {
    send(tenant, "PUT", "/api/v1/legal-holds/" + id, "{\"match\":{\"users\":[\"bob\"]}}");
    holds.put(tenant + ' ' + id, tenant);
  }

  private void send(String tenant, String method, String path, String body) {
    assertThat(api.send(root(tenant), method, path, body).status()).isIn(200, 201, 204);
  }

  private String root(String tenant) {
    return api.tokens().superAdmin(tenant, "root");
  }

  /** Each hold costs every later copy of all holds. */
  @AfterEach
  void deleteHolds() {
    holds.forEach(
        (hold, tenant) -> {
          String id = hold.substring(hold.indexOf(' ') + 1);
          send(tenant, "DELETE", "/api/v1/legal-holds/" + id, "");
          api.elasticsearch("DELETE", '/' + Holds.indexOf(id), "");
        });
  }
}
