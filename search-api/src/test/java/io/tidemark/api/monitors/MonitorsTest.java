/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.MoneySample;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorParser;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.monitors.evaluation.Suppression;
import io.tidemark.api.outbox.Message;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.model.index.PermanentIndex;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Monitors over HTTP and a real Elasticsearch node, evaluated by two instances. */
@Tag("node")
class MonitorsTest {

  private static final String PATH = "/api/v1/monitors";
  private static final String ERROR_RATE =
      "{\"workload\":\"model-calls\",\"metric\":\"error_rate\",\"window\":\"1h\",\"per\":\"user_id\","
          + "\"condition\":{\"kind\":\"above\",\"value\":0.05},\"channels\":[\"CHANNEL\"]}";

  private static LiveApi api;
  private static LiveApi other;

  @BeforeAll
  static void start() {
    api = LiveApi.shared();
    other = LiveApi.beside();
    for (String tenant :
        List.of("watch-a", "watch-b", "watch-c", "watch-d", "watch-e", "watch-f")) {
      SampleTenant.index(api, tenant, "");
    }
  }

  @AfterAll
  static void stop() {
    other.close();
  }

  @Test
  void instancesThatEvaluateAtOnceSendEachChangeOnce() throws Exception {
    String body = ERROR_RATE.replace("CHANNEL", "twice");
    List<SettingEntry<Monitor>> monitors = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      monitors.add(AlertSample.entry("watch-a", "m" + i, body, 1));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> all = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      MonitorEvaluation evaluation = (thread % 2 == 0 ? api : other).bean(MonitorEvaluation.class);
      all.add(
          threads.submit(
              () -> {
                start.await();
                monitors.forEach(one -> evaluation.evaluate(one, Suppression.NONE));
                return null;
              }));
    }
    start.countDown();
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();

    List<JsonNode> messages = messages("twice");
    assertThat(messages).hasSize(10);
    for (JsonNode message : messages) {
      assertThat(message.path("type").asString()).isEqualTo("io.tidemark.alert.changed");
      JsonNode data = message.path("data");
      assertThat(data.path("state").asString()).isEqualTo("firing");
      assertThat(data.path("group").asString()).isEqualTo("carol");
      assertThat(data.path("value").asDouble()).isEqualTo(1);
      assertThat(data.path("window").path("from").asString()).isEqualTo("2026-03-12T09:00:00Z");
      assertThat(data.path("condition").path("kind").asString()).isEqualTo("above");
      assertThat(data.path("link").asString()).contains("tab=model-calls", "user_id=carol");
    }
  }

  @Test
  void linksToAllGroupsOfAMessage() {
    String body = ERROR_RATE.replace("error_rate", "calls").replace("CHANNEL", "groups");

    AlertSample.evaluate(api, "watch-a", "many", body);

    JsonNode data = messages("groups").get(0).path("data");
    assertThat(data.path("groups").size()).isGreaterThan(1);
    for (JsonNode group : data.path("groups")) {
      assertThat(data.path("link").asString())
          .contains("user_id=" + group.path("group").asString());
    }
  }

  @Test
  void linksToAllUsageWhereGroupsMakeALinkTooLong() {
    Monitor monitor = MonitorParser.parse("many", JsonMapper.shared().readTree(ERROR_RATE));
    List<Group> groups =
        IntStream.range(0, 8).mapToObj(i -> Group.of("x".repeat(200) + i)).toList();
    Window window = new Window(LiveApi.NOW, LiveApi.NOW.plus(Duration.ofHours(1)));

    String link = api.bean(AlertLinks.class).createLink(monitor, groups, window);

    assertThat(link).contains("tab=model-calls").doesNotContain("user_id=");
  }

  @Test
  void knowsAlertsThatGoOnUntilTheirMonitorIsDeleted() {
    String body = ERROR_RATE.replace("CHANNEL", "manager");
    assertThat(
            put(
                    "watch-f",
                    "/api/v1/channels/manager",
                    "{\"type\":\"alertmanager\",\"url\":\"https://alerts.example.com\"}")
                .status())
        .isEqualTo(201);
    assertThat(put("watch-f", PATH + "/errors", body).status()).isEqualTo(201);
    api.bean(SettingViews.class).refresh();
    MonitorAlerts alerts = api.bean(MonitorAlerts.class);
    assertThat(alerts.list("watch-f", "manager")).isEmpty();

    AlertSample.evaluate(api, "watch-f", "errors", body);

    List<Message> firing = alerts.list("watch-f", "manager");
    assertThat(firing).hasSize(1);
    JsonNode data = firing.get(0).data();
    assertThat(data.path("monitor").asString()).isEqualTo("errors");
    JsonNode group = data.path("groups").path(0);
    assertThat(group.path("group").asString()).isEqualTo("carol");
    assertThat(group.path("state").asString()).isEqualTo("firing");
    assertThat(group.path("since").asString()).isEqualTo(firing.get(0).createdAt().toString());
    assertThat(alerts.list("watch-f", "other")).isEmpty();
    assertThat(get("watch-f", "/api/v1/alerts").path("alerts")).hasSize(1);
    api.delete(root("watch-f"), PATH + "/errors");
    api.bean(SettingViews.class).refresh();
    assertThat(alerts.list("watch-f", "manager")).isEmpty();

    assertThat(put("watch-f", PATH + "/errors", body).status()).isEqualTo(201);
    assertThat(get("watch-f", "/api/v1/alerts").path("alerts")).isEmpty();
    JsonNode status = get("watch-f", PATH + "/status").path("monitors").path(0);
    assertThat(status.path("state").asString()).isEqualTo("learning");
    assertThat(status.path("waits_for").asString()).isEqualTo("first_evaluation");
  }

  @Test
  void statesOfDeletedMonitorsHideNone() {
    List<IndexedDocument> deleted = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      ObjectNode state = JsonMapper.shared().createObjectNode();
      state.put("tenant_id", "watch-e").put("monitor", "deleted-" + i).put("revision", 1);
      state.put("state", "ok").putObject("body");
      deleted.add(
          new IndexedDocument(
              PermanentIndex.MONITOR_STATES.indexName(), "watch-e-deleted-" + i, state));
    }
    api.index(deleted);
    String body = ERROR_RATE.replace(",\"channels\":[\"CHANNEL\"]", "");
    assertThat(put("watch-e", PATH + "/errors", body).status()).isEqualTo(201);
    AlertSample.evaluate(api, "watch-e", "errors", body);

    JsonNode status = get("watch-e", PATH + "/status").path("monitors");

    assertThat(status).hasSize(1);
    assertThat(status.path(0).path("state").asString()).isEqualTo("firing");
    assertThat(get("watch-e", "/api/v1/alerts", "state", "firing").path("alerts")).hasSize(1);
    // More than one search.
    Set<String> many =
        IntStream.range(0, 250).mapToObj(i -> "deleted-" + i).collect(Collectors.toSet());
    assertThat(api.bean(MonitorStates.class).list("watch-e", many).keySet()).isEqualTo(many);
  }

  @Test
  void anInstanceThatStopsAfterItsWriteLosesNothing() {
    String body = ERROR_RATE.replace("CHANNEL", "killed");
    SettingEntry<Monitor> entry = AlertSample.entry("watch-b", "m", body, 1);
    MonitorStates states = api.bean(MonitorStates.class);
    // Stops between the write of the state and that of the outbox.
    api.bean(MonitorEvaluation.class).evaluateOnly(entry, Suppression.NONE);
    assertThat(states.find("watch-b", "m").orElseThrow().state().unsent()).hasSize(1);
    assertThat(messages("killed")).isEmpty();

    for (int i = 0; i < 3; i++) {
      other.bean(MonitorEvaluation.class).evaluate(entry, Suppression.NONE);
      api.bean(MonitorEvaluation.class).evaluate(entry, Suppression.NONE);
    }
    assertThat(messages("killed")).hasSize(1);
    assertThat(states.find("watch-b", "m").orElseThrow().state().unsent()).isEmpty();
  }

  @Test
  void routesShowAlertsStatusAndHistory() {
    String body = ERROR_RATE.replace(",\"channels\":[\"CHANNEL\"]", "");
    assertThat(put("watch-c", PATH + "/errors", body).status()).isEqualTo(201);
    AlertSample.evaluate(api, "watch-c", "errors", body);
    JsonNode alerts = get("watch-c", "/api/v1/alerts", "state", "firing").path("alerts");
    assertThat(alerts).hasSize(1);
    assertThat(alerts.path(0).path("group").asString()).isEqualTo("carol");
    assertThat(get("watch-c", "/api/v1/alerts", "state", "pending").path("alerts")).isEmpty();
    JsonNode status = get("watch-c", PATH + "/status").path("monitors").path(0);
    assertThat(status.path("state").asString()).isEqualTo("firing");
    assertThat(status.path("waits_for").asString()).isEqualTo("end_of_window");
    assertThat(get("watch-c", "/api/v1/alerts/history").path("changes")).hasSize(1);
    // Changes are kept without an end, other than the hours that they are about.
    JsonNode longAgo =
        get("watch-c", "/api/v1/alerts/history", "from", "2024-02-29T10:30:00+08:00");
    assertThat(longAgo.path("from").asString()).isEqualTo("2024-02-29T02:00:00Z");
    assertThat(longAgo.path("changes")).hasSize(1);

    Answer acknowledged =
        api.send(
            api.request(root("watch-c"), PATH + "/errors:acknowledge", "group", "carol")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(acknowledged.status()).as(acknowledged.text()).isEqualTo(200);
    assertThat(
            get("watch-c", "/api/v1/alerts")
                .path("alerts")
                .path(0)
                .path("acknowledged_by")
                .asString())
        .isEqualTo("root");
    assertThat(api.get(api.tokens().member("watch-c", "alice"), "/api/v1/alerts").status())
        .isEqualTo(403);
  }

  @Test
  void aSimulationFindsTheAlertOfTheSample() {
    Answer answer =
        api.send(
            root("watch-c"),
            "POST",
            PATH + ":simulate?days=1",
            ERROR_RATE.replace("CHANNEL", "ops"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("fired").asInt()).isEqualTo(1);
    assertThat(answer.json().path("changes").path(0).path("group").asString()).isEqualTo("carol");
  }

  @Test
  void everyRecipeIsAMonitorThatCanBeEvaluated() {
    MoneySample.putPrices(api, "watch-d");
    JsonNode recipes = get("watch-d", PATH + "/recipes").path("recipes");
    assertThat(recipes).hasSizeGreaterThanOrEqualTo(11);
    for (JsonNode recipe : recipes) {
      String id = recipe.path("id").asString();
      String body = recipe.path("body").toString();
      assertThat(put("watch-d", PATH + "/" + id, body).status()).as(id).isEqualTo(201);
      AlertSample.evaluate(api, "watch-d", id, body);
      assertThat(recipe.path("title").path("zh").asString()).isNotEmpty();
    }
    for (JsonNode status : get("watch-d", PATH + "/status").path("monitors")) {
      assertThat(status.path("reason").isNull()).as(status.toString()).isTrue();
      assertThat(status.path("evaluated_at").isNull()).as(status.toString()).isFalse();
    }
  }

  @Test
  void comparesTheCostOfEachUser() {
    String tenant = "watch-cost";
    String body =
        ERROR_RATE
            .replace("error_rate", "cost")
            .replace("0.05", "10.5")
            .replace("CHANNEL", "spend");
    assertThat(put(tenant, PATH + "/spend", body).json().path("entry").asString())
        .isEqualTo("metric");
    MoneySample.putPrices(api, tenant);
    priced(tenant, "alice", 2_000_000, 600_000);
    priced(tenant, "bob", 100_000, 0);
    String shown = body.replace(",\"channels\":[\"spend\"]", "");
    assertThat(put(tenant, PATH + "/spend", shown).status()).isEqualTo(201);

    AlertSample.evaluate(api, tenant, "spend", body);

    JsonNode alert = get(tenant, "/api/v1/alerts").path("alerts").path(0);
    assertThat(alert.path("group").asString()).isEqualTo("alice");
    assertThat(alert.path("value")).isEqualTo(StringNode.valueOf("11.00"));
    assertThat(alert.path("currency").asString()).isEqualTo("USD");
    JsonNode data = messages("spend").get(0).path("data");
    assertThat(data.path("value")).isEqualTo(StringNode.valueOf("11.00"));
    assertThat(data.path("groups").path(0).path("value").asString()).isEqualTo("11.00");
    assertThat(data.path("currency").asString()).isEqualTo("USD");
    assertThat(get(tenant, "/api/v1/alerts/history").path("changes").path(0).path("value"))
        .isEqualTo(StringNode.valueOf("11.00"));
  }

  private static void priced(String tenant, String user, long input, long output) {
    String hour = "2026-03-12T09:00:00Z";
    MoneySample.index(api, tenant, user, hour, input, output);
  }

  @Test
  void rejectsWithTheEntry() {
    Answer answer =
        put("watch-c", PATH + "/never", ERROR_RATE.replace("CHANNEL", "ops").replace("0.05", "5"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("entry").asString()).isEqualTo("condition.value");
    Answer channel = put("watch-c", PATH + "/never", ERROR_RATE.replace("CHANNEL", "nowhere"));
    assertThat(channel.json().path("entry").asString()).isEqualTo("channels[0]");
    Answer silence =
        put(
            "watch-c",
            "/api/v1/silences/never",
            "{\"starts_at\":\"2026-03-12T10:00:00Z\",\"ends_at\":\"2026-03-12T09:00:00Z\"}");
    assertThat(silence.json().path("entry").asString()).isEqualTo("ends_at");
    Answer past =
        put(
            "watch-c",
            "/api/v1/silences/past",
            "{\"starts_at\":\"2026-03-11T08:00:00Z\",\"ends_at\":\"2026-03-11T09:00:00Z\"}");
    assertThat(past.status()).isEqualTo(400);
    assertThat(past.json().path("detail").asString()).startsWith("This time is past");
  }

  private static String root(String tenant) {
    return api.tokens().superAdmin(tenant, "root");
  }

  private static JsonNode get(String tenant, String path, String... parameters) {
    return api.readJson(root(tenant), path, parameters);
  }

  private static Answer put(String tenant, String path, String body) {
    return api.send(root(tenant), "PUT", path, body);
  }

  private static List<JsonNode> messages(String channel) {
    String answer =
        api.elasticsearch(
            "POST",
            "/tidemark-messages/_search?ignore_unavailable=true",
            "{\"size\":100,\"query\":{\"term\":{\"channel\":\"" + channel + "\"}}}");
    List<JsonNode> found = new ArrayList<>();
    JsonMapper.shared()
        .readTree(answer)
        .path("hits")
        .path("hits")
        .forEach(hit -> found.add(hit.path("_source")));
    return found;
  }
}
