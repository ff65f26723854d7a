/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.statements.StatementSample;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.stack.process.Await;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An erased person is found nowhere, stays away, and other people keep their usage. */
@Tag("node")
class ErasureTest {

  private static final String HOUR = "2026-03-12T09:00:00Z";
  private static final String INDEX =
      IndexFamily.MODEL_CALLS_HOURLY.indexAt(Instant.parse(HOUR).toEpochMilli());

  /** Hours that are written while a person is erased. */
  private static final int LOAD_HOURS = 30;

  private final LiveApi api = LiveApi.shared();

  @Test
  void pseudonymReplacesAPersonEverywhereAndKeepsTotals() {
    String tenant = "erasing-tenant";
    String neighbour = "erasing-neighbour";
    for (String one : List.of(tenant, neighbour)) {
      SampleTenant.index(api, one, "e-");
      writeOwnDocuments(one);
    }
    String root = root(tenant);
    String summary = figures(root, "model-calls") + figures(root, "comfyui");
    String foreign = stored(neighbour, "hits.hits._source,hits.hits._version");
    api.get(root, "/api/v1/model-calls/records", "user_id", "e-alice");
    api.get(api.tokens().member(tenant, "e-alice"), "/api/v1/model-calls/records");

    JsonNode erased = erase(tenant, "e-alice", "{\"reason\":\"e-alice left\"}");

    String pseudonym = erased.path("pseudonym").asString();
    assertThat(pseudonym).matches("p-[0-9a-f]{32}");
    assertThat(erased.path("mode").asString()).isEqualTo("pseudonym");
    assertThat(erased.path("reason").asString()).isEqualTo(pseudonym + " left");
    assertThat(erased.path("still_held_by").toString()).contains("kafka", "archives");
    assertThat(erased.path("changed").path("tidemark-model-calls-hourly").asInt()).isEqualTo(2);
    assertThat(erased.path("changed").path("tidemark-messages").asInt()).isEqualTo(1);
    assertThat(erased.path("changed").path("tidemark-sources").asInt()).isEqualTo(1);
    String all = stored(tenant, "hits.hits._source");
    assertThat(all).doesNotContain("e-alice", "u002dalice").contains(pseudonym, "e-bob");
    assertThat(figures(root, "model-calls") + figures(root, "comfyui")).isEqualTo(summary);
    JsonNode groups =
        api.get(root, "/api/v1/model-calls/distribution", "group_by", "user_id")
            .json()
            .path("groups");
    assertThat(groups.get(0).path("key").path("user_id").asString()).isEqualTo(pseudonym);
    assertThat(groups.get(0).path("value").asLong()).isEqualTo(95);
    JsonNode record = api.get(root, "/api/v1/model-calls/records/e-req-4").json();
    for (String telling : List.of("client_ip", "user_agent", "tags", "error_type")) {
      assertThat(record.path(telling).isNull()).as(telling).isTrue();
    }
    assertThat(record.path("status_code").asInt()).isEqualTo(500);
    assertThat(stored(neighbour, "hits.hits._source,hits.hits._version")).isEqualTo(foreign);
  }

  /** Documents other than usage name people in members and in texts. */
  private void writeOwnDocuments(String tenant) {
    put(
        "tidemark-messages",
        tenant,
        "{\"subject\":\"dev/e-alice\",\"data\":{\"value\":\"e-alice\","
            + "\"link\":\"https://t.example/?user_id=e-alice&tab=x\",\"measure\":\"calls\"}}");
    put("tidemark-budget-periods", tenant, "{\"entry\":\"level\",\"value\":\"e-alice\"}");
    put("tidemark-alerts", tenant, "{\"monitor\":\"m\",\"group\":\"e-alice\"}");
    put(
        "tidemark-monitor-states",
        tenant,
        "{\"monitor\":\"m\",\"body\":{\"groups\":{\"=e-alice\":{\"state\":\"firing\"}}}}");
    put("tidemark-bills", tenant, "{\"provider\":\"csv\",\"received_by\":\"e-alice\"}");
    put(
        "tidemark-changes",
        tenant,
        "{\"kind\":\"budget\",\"id\":\"dev\",\"revision\":1,"
            + "\"changed_by\":\"e-alice\",\"after\":{\"match\":{\"user_id\":[\"e-alice\",\"e-bob\"]},"
            + "\"extra\":{\"approvers\":[\"e-alice\"]}}}");
    put(
        "tidemark-dead-letters-2026.03.12",
        tenant,
        "{\"reason\":\"malformed\","
            + "\"message\":\"bad\",\"payload\":\"{\\\"user_id\\\":\\\"e-alice\\\"\"}");
    put(
        "tidemark-dead-letters-2026.03.12",
        tenant,
        "{\"reason\":\"malformed\","
            + "\"message\":\"bad\",\"payload\":\"{\\\"user_id\\\":\\\"e\\\\u002dalice\\\"\"}");
    put(
        "tidemark-sources-2026.03.12",
        tenant,
        "{\"minute\":\"2026-03-12T09:00:00Z\",\"source_id\":\"token-e-alice\",\"requests\":3,"
            + "\"source_name\":\"e-alice\",\"source_type\":\"token\","
            + "\"last_message\":\"of e-alice\"}");
    put(
        "tidemark-model-calls-daily-2026.03",
        tenant,
        "{\"day\":\"2026-03-11T00:00:00Z\"," + "\"user_id\":\"e-alice\",\"calls\":7}");
    String lines =
        "{\"kind\":\"user\",\"id\":\"e-alice\",\"name\":\"Alice\",\"department\":\"d\"}\n"
            + "{\"kind\":\"user\",\"id\":\"e-bob\",\"name\":\"Bob\",\"manager\":\"e-alice\"}";
    Answer directory =
        api.send(root(tenant), "PUT", "/api/v1/directory", "application/x-ndjson", lines);
    assertThat(directory.status()).isEqualTo(200);
  }

  @Test
  void aReceiverOfMailsIsFoundInNoChannelAndNoChange() {
    String tenant = "erasing-mails";
    writeHour(tenant, 21, 10);
    String others = "{\"type\":\"mail\",\"to\":[\"ops@corp.com\",\"e-mail@corp.com\"]}";
    putChannel(tenant, "ops", others);
    putChannel(tenant, "own", "{\"type\":\"mail\",\"to\":[\"e-mail@corp.com\"]}");
    assertThat(stored(tenant, "hits.hits._source")).contains("e-mail@corp.com");

    String pseudonym = erase(tenant, "e-mail@corp.com", "{}").path("pseudonym").asString();

    assertThat(stored(tenant, "hits.hits._source")).doesNotContain("e-mail@corp.com");
    String path = "/api/v1/channels/";
    assertThat(api.get(root(tenant), path + "ops").json().path("body"))
        .isEqualTo(JsonMapper.shared().readTree(others.replace(",\"e-mail@corp.com\"", "")));
    JsonNode own = api.get(root(tenant), path + "own").json().path("body");
    assertThat(own.path("to").path(0).asString()).startsWith(pseudonym);
    assertThat(own.path("enabled").asBoolean(true)).isFalse();
    putChannel(tenant, "own", own.toString());
  }

  private void putChannel(String tenant, String id, String body) {
    Answer answer = api.send(root(tenant), "PUT", "/api/v1/channels/" + id, body);
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
  }

  @Test
  void keepsPersonsErasedAfterReplaysAndLateEvents() {
    String tenant = "erasing-replays";
    writeHour(tenant, 21, 10);
    erase(tenant, "e-late", "{}");

    String replayed = writeHour(tenant, 21, 10);
    assertThat(replayed).contains("version_conflict");
    assertThat(stored(tenant, "hits.hits._source")).doesNotContain("e-late");

    writeHour(tenant, 23, 11);
    assertThat(stored(tenant, "hits.hits._source")).contains("\"e-late\"");
    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isEqualTo(1);
    String all = stored(tenant, "hits.hits._source");
    assertThat(all).doesNotContain("e-late").contains("\"calls\":11");

    api.elasticsearch("DELETE", "/" + INDEX + "/_doc/" + tenant + "?refresh=true", "");
    writeHour(tenant, 25, 12);
    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isEqualTo(1);
    assertThat(stored(tenant, "hits.hits._source")).doesNotContain("e-late");
    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isZero();
  }

  @Test
  void erasesDocumentsThatBudgetsAndReplaysWriteLater() {
    String tenant = "erasing-followers";
    String neighbour = "erasing-followed";
    writeHour(tenant, 21, 10);
    erase(tenant, "e-late", "{}");
    String late = "{\"subject\":\"dev/e-late\",\"data\":{\"value\":\"e-late\"}}";
    for (String one : List.of(tenant, neighbour)) {
      put("tidemark-messages", one, late);
      put("tidemark-budget-periods", one, "{\"entry\":\"level\",\"value\":\"e-late\"}");
      put("tidemark-alerts", one, "{\"monitor\":\"m\",\"group\":\"e-late\"}");
      put(
          "tidemark-dead-letters-2026.03.12",
          one,
          "{\"reason\":\"too_late\",\"payload\":\"{\\\"user_id\\\":\\\"e-late\\\"}\"}");
    }
    String foreign = stored(neighbour, "hits.hits._source,hits.hits._version");

    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isEqualTo(4);

    assertThat(stored(tenant, "hits.hits._source")).doesNotContain("e-late").contains("dev/p-");
    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isZero();
    put("tidemark-messages", tenant, late);
    assertThat(api.bean(Erasures.class).sweepTenant(tenant)).isEqualTo(1);
    assertThat(stored(tenant, "hits.hits._source")).doesNotContain("e-late");
    assertThat(stored(neighbour, "hits.hits._source,hits.hits._version")).isEqualTo(foreign);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pseudonym", "delete"})
  void usageThatArrivesMeanwhileIsErasedAndStaysAway(String mode) throws Exception {
    String tenant = "erasing-under-load-" + mode + System.nanoTime();
    Map<String, Long> versions = new TreeMap<>();
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(LOAD_HOURS / 3);
    Thread load =
        new Thread(
            () -> {
              for (int i = 0; i < LOAD_HOURS || !stopped.get(); i++) {
                // Provisional hours are written again and again, each time with more calls.
                String id = tenant + "-" + i % LOAD_HOURS;
                versions.put(id, 10L + i / LOAD_HOURS);
                writeHour(id, tenant, versions.get(id), 1);
                begun.countDown();
              }
            });
    load.start();
    begun.await();
    Answer erasing = post(root(tenant), "e-late", "{\"mode\":\"" + mode + "\"}");
    api.bean(Erasures.class).continueErasures(tenant);
    stopped.set(true);
    load.join();
    api.bean(Erasures.class).continueErasures(tenant);
    // A replay of the topic, and a rebuild with the next version.
    versions.forEach((id, version) -> writeHour(id, tenant, version, 1));
    versions.forEach((id, version) -> writeHour(id, tenant, version + 1, 1));
    api.bean(Erasures.class).continueErasures(tenant);

    JsonNode erased = find(tenant, erasing);
    assertThat(erased.path("state").asString()).isEqualTo("finished");
    String all = stored(tenant, "hits.hits._source");
    assertThat(all).doesNotContain("e-late");
    long calls = api.get(root(tenant), "/api/v1/model-calls/summary").json().path("calls").asLong();
    boolean kept = mode.equals("pseudonym");
    assertThat(calls).isEqualTo(kept ? LOAD_HOURS : 0);
    assertThat(all.contains(erased.path("pseudonym").asString() + "\",\"calls")).isEqualTo(kept);
  }

  @Test
  void bookedMonthsStayIntact() {
    String tenant = "erasing-statements";
    StatementSample.book(api, tenant);
    String month = "/api/v1/statements/2026-02";
    String head = api.get(root(tenant), month).text();
    assertThat(head).contains("\"intact\":true");

    String pseudonym = erase(tenant, "alice", "{}").path("pseudonym").asString();

    String lines = api.get(root(tenant), month + "/lines").text();
    assertThat(lines).contains(pseudonym).doesNotContain("alice");
    assertThat(api.get(root(tenant), month).text()).isEqualTo(head);
  }

  @Test
  void deletionTakesTheUsageOfThePersonAlone() {
    String tenant = "erasing-deletion";
    SampleTenant.index(api, tenant, "x-");

    JsonNode erased = erase(tenant, "x-alice", "{\"mode\":\"delete\"}");

    assertThat(erased.path("mode").asString()).isEqualTo("delete");
    JsonNode summary = api.get(root(tenant), "/api/v1/model-calls/summary").json();
    assertThat(summary.path("calls").asLong()).isEqualTo(21);
    assertThat(stored(tenant, "hits.hits._source"))
        .doesNotContain("\"x-alice\"")
        .contains("\"x-carol\"");
  }

  @Test
  void anotherInstanceGoesOnWithAnErasure() {
    String tenant = "erasing-instances";
    writeHour(tenant, 21, 10);
    Answer begun = post(root(tenant), "e-late", "{}");
    assertThat(begun.json().path("state").asString()).isEqualTo("running");
    try (LiveApi other =
        LiveApi.beside("--tidemark.erasure.enabled=true", "--tidemark.erasure.sweep=1s")) {
      boolean finished =
          Await.until(
              () -> find(tenant, begun).path("state").asString().equals("finished"),
              Duration.ofMinutes(2));
      assertThat(finished).as("finished").isTrue();
      assertThat(other.bean(Erasures.class).createPseudonym(tenant, "e-late"))
          .isEqualTo(begun.json().path("pseudonym").asString());
    }
    assertThat(stored(tenant, "hits.hits._source")).doesNotContain("e-late");
  }

  @Test
  void isForSuperAdminsAndRejectsOtherModes() {
    String tenant = "erasing-rights";
    String member = api.tokens().member(tenant, "m");
    assertThat(post(member, "m", "{}").status()).isEqualTo(403);
    assertThat(api.get(member, "/api/v1/erasures").status()).isEqualTo(403);
    assertThat(post(root(tenant), "m", "{\"mode\":\"burn\"}").status()).isEqualTo(400);
    assertThat(post(root(tenant), "m", "{\"why\":\"x\"}").status()).isEqualTo(400);
    assertThat(api.get(root(tenant), "/api/v1/erasures/er-0").status()).isEqualTo(404);
    Answer odd = post(root(tenant), "team/\u674e a", "{}");
    assertThat(odd.status()).as(odd.text()).isEqualTo(200);
    assertThat(odd.text()).doesNotContain("\u674e");
  }

  private String writeHour(String tenant, long version, long calls) {
    return writeHour(tenant, tenant, version, calls);
  }

  private String writeHour(String id, String tenant, long version, long calls) {
    ObjectNode hour = JsonMapper.shared().createObjectNode();
    hour.put("hour", HOUR).put("window_minutes", 60).put("tenant_id", tenant);
    hour.put("user_id", "e-late").put("calls", calls);
    return api.elasticsearch(
        "PUT",
        "/" + INDEX + "/_doc/" + id + "?refresh=true&version_type=external_gte&version=" + version,
        hour.toString());
  }

  private void put(String index, String tenant, String document) {
    ObjectNode source = (ObjectNode) JsonMapper.shared().readTree(document);
    source.put("tenant_id", tenant);
    api.index(List.of(new IndexedDocument(index, null, source)));
  }

  /** All documents of a tenant. */
  private String stored(String tenant, String filter) {
    String query =
        "{\"size\":2000,\"query\":{\"term\":{\"tenant_id\":\""
            + tenant
            + "\"}},"
            + "\"sort\":[\"_index\",\"_id\"],\"version\":true}";
    return api.elasticsearch(
        "POST", "/tidemark-*/_search?ignore_unavailable=true&filter_path=" + filter, query);
  }

  private String figures(String token, String workload) {
    return api.get(token, "/api/v1/" + workload + "/summary")
        .text()
        .replaceAll("\"generated_at\":\"[^\"]*\"", "");
  }

  private JsonNode erase(String tenant, String user, String body) {
    Answer begun = post(root(tenant), user, body);
    assertThat(begun.status()).as(begun.text()).isEqualTo(200);
    api.bean(Erasures.class).continueErasures(tenant);
    JsonNode now = find(tenant, begun);
    assertThat(now.path("state").asString()).as(now.toString()).isEqualTo("finished");
    return now;
  }

  private JsonNode find(String tenant, Answer begun) {
    String path = "/api/v1/erasures/" + begun.json().path("id").asString();
    return api.get(root(tenant), path).json();
  }

  private Answer post(String token, String user, String body) {
    String name = URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
    return api.send(token, "POST", "/api/v1/people/" + name + ":erase", body);
  }

  private String root(String tenant) {
    return api.tokens().superAdmin(tenant, "root");
  }
}
