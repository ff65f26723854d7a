/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.directory.Directory;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.model.index.PermanentIndex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Indices that are read-only, by hand or for lack of disk, and closed ones. */
@Tag("node")
class BlockedWritesTest {

  private static final String INDICES =
      "tidemark-settings,tidemark-directory,tidemark-statements,tidemark-changes";

  private final LiveApi api = LiveApi.shared();

  private record Write(String method, String path, String type, String body) {}

  private static List<Write> listWrites(String id) {
    String json = "application/json";
    return List.of(
        new Write(
            "PUT",
            "/api/v1/monitors/" + id,
            json,
            "{\"workload\":\"model-calls\",\"metric\":\"calls\",\"window\":\"1h\","
                + "\"condition\":{\"kind\":\"above\",\"value\":5}}"),
        new Write("PUT", "/api/v1/price-lists/" + id, json, "{\"currency\":\"USD\",\"prices\":[]}"),
        new Write("POST", "/api/v1/ingest-keys", json, "{\"name\":\"" + id + "\"}"),
        new Write(
            "PUT",
            "/api/v1/directory",
            "application/x-ndjson",
            "{\"kind\":\"user\",\"id\":\"" + id + "\",\"name\":\"Ada\"}\n"),
        new Write("POST", "/scim/v2/Users", json, "{\"userName\":\"" + id + "\"}"),
        new Write("POST", "/api/v1/people:erase", json, "{\"id\":\"" + id + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"write", "read_only_allow_delete"})
  void answers503WithTheReasonAndGoesOnReading(String block) {
    String tenant = "blocked-" + block + System.nanoTime();
    String root = api.tokens().superAdmin(tenant, "root");
    // Makes the indices, of which only those that exist can be blocked.
    for (Write write : listWrites("before")) {
      assertThat(send(root, write).status()).as(write.toString()).isBetween(200, 202);
    }
    createStatement(tenant + "-before");
    setBlock(block, "true");
    try {
      // More than the failures after which a breaker opens.
      for (int i = 0; i < 2; i++) {
        for (Write write : listWrites("blocked")) {
          Answer answer = send(root, write);
          assertThat(answer.status()).as(write + " " + answer.text()).isEqualTo(503);
          assertThat(answer.json().path("detail").asString()).contains("takes no writes");
        }
      }
      assertThatThrownBy(() -> createStatement(tenant + "-blocked"))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("takes no writes");
      assertThat(api.get(root, "/api/v1/monitors").json().path("settings")).hasSize(1);
    } finally {
      setBlock(block, "null");
    }
    assertThat(send(root, listWrites("blocked").get(0)).status()).isEqualTo(201);
  }

  /** As while a snapshot is restored. A search finds nothing then, as in a new index. */
  @Test
  void answers503WhileIndicesAreClosed() {
    String tenant = "closed-" + System.nanoTime();
    String root = api.tokens().superAdmin(tenant, "root");
    Write monitor = listWrites("one").get(0);
    assertThat(send(root, monitor).status()).isEqualTo(201);
    assertThat(send(root, listWrites("one").get(3)).status()).isEqualTo(200);
    Directory directory = api.bean(Directory.class);
    directory.reload();
    assertThat(api.elasticsearch("POST", "/tidemark-settings,tidemark-directory/_close", ""))
        .contains("\"acknowledged\":true");
    try {
      assertThat(api.get(root, "/api/v1/monitors").status()).isEqualTo(503);
      assertThat(send(root, monitor).status()).isEqualTo(503);
      assertThatThrownBy(() -> api.bean(SettingViews.class).refresh())
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("closed");
      assertThatThrownBy(directory::reload)
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("closed");
      assertThat(directory.findLabel(tenant, "user_id", "one")).hasValue("Ada");
    } finally {
      api.elasticsearch(
          "POST", "/tidemark-settings,tidemark-directory/_open?wait_for_active_shards=1", "");
    }
    assertThat(api.get(root, "/api/v1/monitors").json().path("settings")).hasSize(1);
  }

  private void createStatement(String id) {
    api.bean(DocumentStore.class)
        .createAll(PermanentIndex.STATEMENTS, Map.of(id, JsonNodeFactory.instance.objectNode()));
  }

  private void setBlock(String block, String value) {
    String body = "{\"index.blocks." + block + "\":" + value + '}';
    assertThat(api.elasticsearch("PUT", '/' + INDICES + "/_settings", body))
        .contains("\"acknowledged\":true");
  }

  private Answer send(String token, Write write) {
    return api.send(token, write.method(), write.path(), write.type(), write.body());
  }
}
