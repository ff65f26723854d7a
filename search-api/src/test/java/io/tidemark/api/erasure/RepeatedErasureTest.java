/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.people.PeopleSample;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Erases a person again, in the same way or in another one. */
@Tag("node")
class RepeatedErasureTest {

  private static final String CONCURRENCY = "tidemark-comfyui-concurrency-2026.03.12";

  private final LiveApi api = LiveApi.shared();
  private final String tenant = "erasing-again" + System.nanoTime();

  @Test
  void deletesUsageThatHasAPseudonym() {
    ErasureSample.writeHour(api, tenant, "r-alice", 10);
    PeopleSample.put(
        api,
        ErasureSample.root(api, tenant),
        "{\"kind\":\"user\",\"id\":\"r-alice\",\"name\":\"Alice\",\"department\":\"d\"}");
    index(CONCURRENCY, "{\"dimension\":\"user\",\"value\":\"r-alice\",\"running_ms\":3}");
    index(
        CONCURRENCY,
        "{\"dimension\":\"tenant\",\"value\":\"x\",\"user_ids\":[\"r-alice\",\"r-bob\"]}");
    String pseudonym = erase("{}").path("pseudonym").asString();
    assertThat(stored()).contains(pseudonym, "\"calls\":10", "\"running_ms\":3");

    JsonNode deleted = erase("{\"mode\":\"delete\"}");

    assertThat(deleted.path("pseudonym").asString()).isEqualTo(pseudonym);
    assertThat(deleted.path("mode").asString()).isEqualTo("delete");
    assertThat(deleted.path("changed").path("tidemark-model-calls-hourly").asInt()).isEqualTo(1);
    assertThat(deleted.path("changed").path("tidemark-directory").asInt()).isEqualTo(1);
    assertThat(stored()).doesNotContain("\"calls\":10", "\"running_ms\":3").contains("[\"r-bob\"]");
    String usage = ErasureSample.stored(api, tenant, "tidemark-model*,tidemark-comfyui*");
    assertThat(usage).doesNotContain(pseudonym);
    assertThat(ErasureSample.stored(api, tenant, "tidemark-directory")).doesNotContain(pseudonym);
    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isZero();
  }

  @Test
  void keepsADeletionWhenItIsAskedForAgain() {
    ErasureSample.writeHour(api, tenant, "r-alice", 10);
    erase("{\"mode\":\"delete\"}");

    Answer under = post("{\"mode\":\"pseudonym\"}");
    JsonNode again = erase("{\"reason\":\"again\"}");

    assertThat(under.status()).as(under.text()).isEqualTo(409);
    assertThat(under.json().path("type").asString()).endsWith(":deleted");
    assertThat(again.path("mode").asString()).isEqualTo("delete");
    ErasureSample.writeHour(api, tenant, "r-alice", 11);
    api.bean(Erasures.class).sweepTenant(tenant);
    assertThat(ErasureSample.stored(api, tenant, ErasureSample.INDEX)).doesNotContain("calls");
  }

  @Test
  void keepsADeletionThatIsAskedForWhileItRuns() {
    ErasureSample.writeHour(api, tenant, "r-alice", 10);
    String id = post("{}").json().path("id").asString();
    SettingEntry<Erasure> running =
        api.bean(Tombstones.class).findErasure(tenant, id).orElseThrow();
    post("{\"mode\":\"delete\"}");

    api.bean(Erasures.class).runErasure(running);

    assertThat(find(id).path("mode").asString()).isEqualTo("delete");
    assertThat(find(id).path("state").asString()).isEqualTo("running");
    api.bean(Erasures.class).continueErasures(tenant);
    assertThat(find(id).path("state").asString()).isEqualTo("finished");
    assertThat(ErasureSample.stored(api, tenant, ErasureSample.INDEX)).doesNotContain("calls");
  }

  @Test
  void sweepsAccessesHoweverManyHaveTheIdInOtherTexts() {
    ErasureSample.writeHour(api, tenant, "li", 1);
    ErasureSample.erase(api, tenant, "li");
    List<IndexedDocument> others = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      others.add(create("tidemark-access", access("root", "limit=100&page=" + i)));
    }
    api.index(others);
    index("tidemark-access", access("li", "limit=100"));
    index("tidemark-access", access("root", "user_id=li"));

    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isEqualTo(2);

    assertThat(ErasureSample.stored(api, tenant, "tidemark-access"))
        .contains("limit=100&page=599")
        .doesNotContain("\"user\":\"li\"", "user_id=li");
    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isZero();
  }

  @Test
  void listsErasuresPageByPageWithoutALimitOfTheirNumber() {
    for (String user : List.of("r-a", "r-b", "r-c")) {
      ErasureSample.send(api, tenant, "POST", "/api/v1/people:erase", "{\"id\":\"" + user + "\"}");
    }
    String root = ErasureSample.root(api, tenant);

    JsonNode first = api.get(root, "/api/v1/erasures", "limit", "2").json();
    JsonNode rest =
        api.get(root, "/api/v1/erasures", "after", first.path("next").asString()).json();

    assertThat(first.path("erasures").size()).isEqualTo(2);
    assertThat(rest.path("erasures").size()).isEqualTo(1);
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(api.bean(ErasureKind.class).mostPerTenant()).isEqualTo(SettingKind.UNLIMITED);
    api.bean(Erasures.class).continueErasures(tenant);
  }

  @Test
  void anErasureThatFailsKeepsNoOtherOne() {
    TreeMap<String, String> users = new TreeMap<>();
    for (String user : List.of("r-one", "r-two")) {
      String body = "{\"id\":\"" + user + "\"}";
      JsonNode begun = ErasureSample.send(api, tenant, "POST", "/api/v1/people:erase", body).json();
      users.put(begun.path("id").asString(), user);
    }
    String index = "tidemark-model-calls-hourly-2026.02.26";
    String hour = "{\"hour\":\"2026-02-26T10:00:00Z\",\"user_id\":\"%s\"}";
    index(index, hour.formatted(users.firstEntry().getValue()));
    block(index, "true");
    try {
      assertThatThrownBy(() -> api.bean(Erasures.class).sweepAll())
          .hasMessageContaining("takes no writes");
    } finally {
      block(index, "null");
    }

    assertThat(find(users.lastKey()).path("state").asString()).isEqualTo("finished");
    assertThat(find(users.firstKey()).path("state").asString()).isEqualTo("running");
    api.bean(Erasures.class).sweepAll();
    assertThat(find(users.firstKey()).path("state").asString()).isEqualTo("finished");
  }

  @Test
  void countsWhatPassesChangeThatDoNotFinishIt() {
    ErasureSample.writeHour(api, tenant, "r-alice", 10);
    String blocked = "tidemark-model-calls-hourly-2026.02.26";
    index(blocked, "{\"hour\":\"2026-02-26T10:00:00Z\",\"user_id\":\"r-alice\"}");
    String id = post("{}").json().path("id").asString();
    Erasures erasures = api.bean(Erasures.class);
    assertThat(erasures.sweepTenant(tenant)).as("changes that are not counted").isZero();
    block(blocked, "true");
    try {
      assertThatThrownBy(() -> erasures.continueErasures(tenant))
          .hasMessageContaining("takes no writes");
    } finally {
      block(blocked, "null");
    }
    assertThat(find(id).path("state").asString()).isEqualTo("running");

    erasures.continueErasures(tenant);

    JsonNode finished = find(id);
    assertThat(finished.path("state").asString()).isEqualTo("finished");
    assertThat(finished.path("changed").path("tidemark-model-calls-hourly").asInt()).isEqualTo(2);
  }

  @Test
  void erasesUsageWhileOtherDocumentsTakeNoWrites() {
    ErasureSample.writeHour(api, tenant, "r-alice", 10);
    String blocked = "tidemark-dead-letters-2026.02.26";
    index(blocked, "{\"reason\":\"malformed\",\"payload\":\"{'user_id':'r-alice'}\"}");
    index("tidemark-alerts", "{\"monitor\":\"m\",\"group\":\"r-alice\"}");
    index("tidemark-messages", "{\"subject\":\"dev/r-alice\"}");
    String id = post("{}").json().path("id").asString();
    Erasures erasures = api.bean(Erasures.class);
    block(blocked, "true");
    try {
      assertThatThrownBy(() -> erasures.continueErasures(tenant))
          .hasMessageContaining("takes no writes");
      assertThat(ErasureSample.stored(api, tenant, ErasureSample.INDEX)).doesNotContain("r-alice");
    } finally {
      block(blocked, "null");
    }

    erasures.continueErasures(tenant);

    JsonNode changed = find(id).path("changed");
    for (String name : List.of("alerts", "messages", "dead-letters", "model-calls-hourly")) {
      assertThat(changed.path("tidemark-" + name).asInt()).as(name).isEqualTo(1);
    }
  }

  private void block(String index, String blocked) {
    String body = "{\"index.blocks.write\":" + blocked + '}';
    assertThat(api.elasticsearch("PUT", '/' + index + "/_settings", body))
        .contains("\"acknowledged\":true");
  }

  private static String access(String user, String parameters) {
    ObjectNode access = JsonMapper.shared().createObjectNode();
    access.put("at", "2026-03-12T09:30:00Z").put("user", user).put("action", "read_records");
    access.put("method", "GET").put("route", "/api/v1/model-calls/records").put("status", 200);
    return access.put("parameters", parameters).put("request_id", "r").toString();
  }

  private void index(String index, String document) {
    api.index(List.of(create(index, document)));
  }

  private IndexedDocument create(String index, String document) {
    ObjectNode source = (ObjectNode) JsonMapper.shared().readTree(document);
    return new IndexedDocument(index, null, source.put("tenant_id", tenant));
  }

  private JsonNode erase(String body) {
    Answer begun = post(body);
    assertThat(begun.status()).as(begun.text()).isEqualTo(200);
    api.bean(Erasures.class).continueErasures(tenant);
    JsonNode now = find(begun.json().path("id").asString());
    assertThat(now.path("state").asString()).as(now.toString()).isEqualTo("finished");
    return now;
  }

  private Answer post(String body) {
    return ErasureSample.send(api, tenant, "POST", "/api/v1/people/r-alice:erase", body);
  }

  private JsonNode find(String id) {
    return api.get(ErasureSample.root(api, tenant), "/api/v1/erasures/" + id).json();
  }

  private String stored() {
    return ErasureSample.stored(api, tenant, "tidemark-*");
  }
}
