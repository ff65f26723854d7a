/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.model.index.IndexFamily;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A deleted self-deployed model leaves nothing behind, and takes nothing else along. */
@Tag("node")
class DeletionTest {

  private static final String TENANT = "deleting-tenant";
  private static final String NEIGHBOUR = "deleting-neighbour";
  private static final String PATH = "/api/v1/model-calls/models/d-tuned-qwen";

  private final LiveApi api = LiveApi.shared();

  @Test
  void twoInstancesDeleteAtOnceAndAgain() throws Exception {
    SampleTenant.index(api, TENANT, "d-");
    SampleTenant.index(api, NEIGHBOUR, "d-");
    try (LiveApi other = LiveApi.beside()) {
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        List<Future<Answer>> deletions = new ArrayList<>();
        for (LiveApi instance : List.of(api, other)) {
          deletions.add(threads.submit(() -> delete(instance, PATH)));
        }
        for (Future<Answer> deletion : deletions) {
          assertThat(deletion.get().status()).as(deletion.get().text()).isEqualTo(200);
        }
      } finally {
        threads.shutdownNow();
      }
      // One may have left to the other whatever both found at once.
      assertThat(delete(other, PATH).status()).isEqualTo(200);
    }

    assertThat(delete(api, PATH).text())
        .isEqualTo("{\"model\":\"d-tuned-qwen\",\"hourly\":0,\"records\":0}");
    assertThat(calls(TENANT)).isEqualTo(104);
    assertThat(records(TENANT)).containsExactly("d-req-2", "d-req-1", "d-req-4");
    assertThat(calls(NEIGHBOUR)).isEqualTo(116);
    assertThat(records(NEIGHBOUR)).hasSize(4);
  }

  @Test
  void aPresetModelStays() {
    SampleTenant.index(api, "preset-tenant", "p-");

    Answer answer =
        api.delete(
            api.tokens().superAdmin("preset-tenant", "root"),
            "/api/v1/model-calls/models/p-gpt-4o");

    assertThat(answer.text()).isEqualTo("{\"model\":\"p-gpt-4o\",\"hourly\":0,\"records\":0}");
    assertThat(calls("preset-tenant")).isEqualTo(116);
  }

  @Test
  void aNameWithASlashIsOneName() {
    SampleTenant.index(api, "hub-tenant", "hub/50%/");
    String token = api.tokens().superAdmin("hub-tenant", "root");
    String path = "/api/v1/model-calls/models/hub%2F50%25%2Ftuned-qwen";

    Answer answer = api.delete(token, path);

    assertThat(answer.text())
        .isEqualTo("{\"model\":\"hub/50%/tuned-qwen\",\"hourly\":1,\"records\":1}");
    assertThat(calls("hub-tenant")).isEqualTo(104);
    String call = "/api/v1/model-calls/records/hub%2F50%25%2Freq-1";
    assertThat(api.get(token, call).json().path("request_id").asString())
        .isEqualTo("hub/50%/req-1");
  }

  @Test
  void deletesTheDaysOfAModel() {
    ObjectNode day = JsonMapper.shared().createObjectNode();
    day.put("day", "2026-03-10T00:00:00Z").put("day_zone", "UTC").put("window_minutes", 1440);
    day.put("tenant_id", "days-of-models").put("calls", 5);
    ObjectNode kept = day.deepCopy().put("model", "gpt-4o").put("model_source", "preset");
    day.put("model", "tuned").put("model_source", "custom");
    String index = IndexFamily.MODEL_CALLS_DAILY.indexOn(LocalDate.of(2026, 3, 10));
    api.index(
        List.of(new IndexedDocument(index, null, day), new IndexedDocument(index, null, kept)));
    String token = api.tokens().superAdmin("days-of-models", "root");

    api.delete(token, "/api/v1/model-calls/models/tuned");

    String models =
        api.elasticsearch(
            "GET", "/" + index + "/_search?q=tenant_id:days-of-models&_source=model", "");
    assertThat(models).contains("gpt-4o").doesNotContain("tuned");
  }

  @Test
  void copiesDocumentsUnderLegalHoldBeforeDeletion() {
    String tenant = "held-models" + System.nanoTime();
    SampleTenant.index(api, tenant, "h-");
    String root = api.tokens().superAdmin(tenant, "root");
    String hold = "/api/v1/legal-holds/case-models";
    assertThat(api.send(root, "PUT", hold, "{\"reason\":\"audit\"}").status()).isEqualTo(201);

    String path = "/api/v1/model-calls/models/h-tuned-qwen";
    assertThat(api.delete(root, path).text()).contains("\"hourly\":1");

    String copies =
        api.elasticsearch(
            "GET", "/tidemark-hold-case-models/_search?size=100&q=tenant_id:" + tenant, "");
    assertThat(copies).contains("\"model\":\"h-tuned-qwen\"");
    api.delete(root, hold);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b;c\\d%2F..", "..", "%", "one?x=1&y#z", "\u6a21 \u578b/"})
  void aNameThatNoPathCarriesIsReachedByAParameter(String prefix) {
    String tenant = "odd-tenant-" + prefix.hashCode();
    SampleTenant.index(api, tenant, prefix);
    String root = api.tokens().superAdmin(tenant, "root");
    String one = "/api/v1/model-calls/records/one";

    assertThat(api.get(root, one, "id", prefix + "req-1").json().path("request_id").asString())
        .isEqualTo(prefix + "req-1");
    assertThat(api.get(root, one, "id", prefix + "req").status()).isEqualTo(404);
    String models = "/api/v1/model-calls/models";
    Answer answer = api.delete(root, models, "model", prefix + "tuned-qwen");
    assertThat(answer.json().path("hourly").asLong()).as(answer.text()).isEqualTo(1);
    assertThat(answer.json().path("records").asLong()).isEqualTo(1);
    assertThat(api.delete(root, models).status()).isEqualTo(400);
    String member = api.tokens().member(tenant, "alice");
    assertThat(api.delete(member, models, "model", "m").status()).isEqualTo(403);
  }

  private static Answer delete(LiveApi instance, String path) {
    String token = instance.tokens().superAdmin(TENANT, "root");
    return instance.delete(token, path);
  }

  private long calls(String tenant) {
    String token = api.tokens().superAdmin(tenant, "root");
    return api.get(token, "/api/v1/model-calls/summary").json().path("calls").asLong();
  }

  private List<String> records(String tenant) {
    List<String> ids = new ArrayList<>();
    JsonNode page =
        api.get(api.tokens().superAdmin(tenant, "root"), "/api/v1/model-calls/records").json();
    page.path("records").forEach(record -> ids.add(record.path("request_id").asString()));
    ids.sort(java.util.Comparator.comparing("d-req-2 d-req-1 d-req-3 d-req-4"::indexOf));
    return ids;
  }
}
