/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.memory.AnswerMemory;
import io.tidemark.api.memory.Lease;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.evaluation.Suppression;
import io.tidemark.api.monitors.metrics.MetricStore;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.model.index.IndexFamily;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Monitors of more values than are watched one by one, over a real Elasticsearch node. */
@Tag("node")
class WatchedGroupsTest {

  private static final LiveApi API = LiveApi.shared();
  private static final Instant TODAY = Instant.parse("2026-03-11T09:00:00Z");
  private static final int DAYS = 8;
  private static final int BUSY = 330;
  private static final int QUIET = 90;

  /** Users that are quiet on all days but the last, on which they are the busiest. */
  @BeforeAll
  static void index() {
    List<IndexedDocument> usage = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      Instant hour = TODAY.minus(Duration.ofDays(day));
      for (int user = 0; user < BUSY; user++) {
        usage.add(hour("groups-days", "busy-" + user, hour, 10, 20_000));
      }
      for (int user = 0; user < QUIET; user++) {
        boolean today = day == 0;
        usage.add(
            hour("groups-days", "quiet-" + user, hour, today ? 1_000 : 1, today ? 30_000 : 20_000));
      }
    }
    usage.add(hour("groups-days", "jump", TODAY, 1_000, 100_000));
    usage.add(hour("groups-days", "jump", TODAY.minus(Duration.ofDays(3)), 1, 20_000));
    usage.add(hour("groups-days", "unseen", TODAY, 1_000, 10));
    API.index(usage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "change|'metric':'total_tokens','floor':{'total_tokens':20000},'condition':{'kind':'change',"
            + "'against':'median_of_same_days','days':7,'at_least_ratio':3}|jump",
        "new|'condition':{'kind':'new','days':7}|unseen",
        "drop|'metric':'calls','condition':{'kind':'change','against':'median_of_same_days',"
            + "'days':7,'at_most_ratio':0.5}|"
      })
  void comparesWithAllOfThePast(String id, String rules, String fires) {
    String body = body("'per':'user_id','window':'day'," + rules);

    AlertSample.evaluate(API, "groups-days", id, body);

    List<String> firing = firing("groups-days", id);
    assertThat(firing).isEqualTo(fires == null ? List.of() : List.of(fires));
    JsonNode simulated = simulate("groups-days", body);
    assertThat(simulated.findValuesAsString("group")).isEqualTo(firing);
  }

  @Test
  void keepsAnAlertOfAGroupThatIsNoLongerAmongTheGreatest() {
    String tenant = "groups-rank";
    Instant first = Instant.parse("2026-03-12T08:00:00Z");
    Instant second = first.plus(Duration.ofHours(1));
    List<IndexedDocument> usage = new ArrayList<>();
    usage.add(hour(tenant, "carol", first, 1_000, 5_000));
    usage.add(hour(tenant, "carol", second, 1, 5_000));
    for (int user = 0; user < BUSY; user++) {
      usage.add(hour(tenant, "busy-" + user, second, 10, 2));
    }
    API.index(usage);
    SettingEntry<Monitor> entry =
        AlertSample.entry(
            tenant,
            "tokens",
            body(
                "'per':'user_id','window':'1h','metric':'total_tokens',"
                    + "'condition':{'kind':'above','value':1000}"),
            1);
    evaluation(second).evaluate(entry, Suppression.NONE);
    assertThat(firing(tenant, "tokens")).containsExactly("carol");

    evaluation(second.plus(Duration.ofHours(1))).evaluate(entry, Suppression.NONE);

    assertThat(firing(tenant, "tokens")).containsExactly("carol");
    JsonNode simulated = simulate(tenant, entry.setting().body().toString());
    assertThat(simulated.path("changes").findValuesAsString("change")).containsExactly("fired");
  }

  @Test
  void simulatesDaysOfABusyTenantWhileOthersHoldMostOfTheMemory() {
    String tenant = "groups-week";
    int days = 7;
    for (int day = 0; day < days; day++) {
      List<IndexedDocument> usage = new ArrayList<>();
      for (int back = 1; back <= 24; back++) {
        Instant hour =
            LiveApi.NOW.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(day * 24L + back));
        usage.add(hour(tenant, "jump", hour, 1_000, 1));
        for (int user = 0; user < 210; user++) {
          usage.add(hour(tenant, "busy-" + user, hour, 10, 1));
        }
      }
      API.index(usage);
    }
    AnswerMemory memory = API.bean(AnswerMemory.class);
    String body =
        body(
            "'per':'user_id','window':'1h','metric':'calls',"
                + "'condition':{'kind':'above','value':500}");

    // Background work of this instance reads a little meanwhile.
    long most = memory.mostOfOne() - (4 << 20);

    try (Lease one = memory.reserve("groups-other", most);
        Lease other = memory.reserve("groups-another", most)) {
      JsonNode simulated = simulate(tenant, body, days);

      assertThat(simulated.findValuesAsString("group"))
          .as(simulated.toString())
          .containsExactly("jump");
    }
  }

  @Test
  void sendsAllGroupsToAnAlertmanager() {
    String tenant = "groups-manager";
    put(tenant, "channels/manager", "{'type':'alertmanager','url':'https://alerts.example.com'}");
    put(
        tenant,
        "channels/hook",
        "{'type':'webhook','url':'https://hooks.example.invalid/x','secret':'file:ops'}");
    List<IndexedDocument> usage = new ArrayList<>();
    for (int user = 0; user < 12; user++) {
      usage.add(hour(tenant, "u" + user, Instant.parse("2026-03-12T09:00:00Z"), 1, 5_000));
    }
    API.index(usage);

    AlertSample.evaluate(
        API,
        tenant,
        "tokens",
        body(
            "'per':'user_id','window':'1h','metric':'total_tokens','channels':['manager','hook'],"
                + "'condition':{'kind':'above','value':1000}"));

    assertThat(message(tenant, "manager").path("groups")).hasSize(12);
    assertThat(message(tenant, "manager").path("more_groups").asInt()).isZero();
    assertThat(message(tenant, "hook").path("groups")).hasSize(10);
    assertThat(message(tenant, "hook").path("more_groups").asInt()).isEqualTo(2);
  }

  @Test
  void countsNoCallsFromThePlayground() {
    String tenant = "groups-playground";
    List<IndexedDocument> records = new ArrayList<>();
    for (int call = 0; call < 30; call++) {
      records.add(record(tenant, "api", "192.0.2.0", call));
      records.add(record(tenant, "playground", "198.51.100.0", call));
    }
    Instant old = Instant.parse("2026-03-01T00:00:00Z");
    records.add(record(tenant, "api", "192.0.2.0", -1, old));
    API.index(records);

    String above = "'window':'15m','metric':'calls','condition':{'kind':'above','value':";
    AlertSample.evaluate(API, tenant, "all", body(above + "50}"));
    AlertSample.evaluate(API, tenant, "api", body(above + "29}"));
    AlertSample.evaluate(
        API,
        tenant,
        "blocks",
        body("'window':'15m','per':'client_ip','condition':{'kind':'new','days':30}"));

    assertThat(states(tenant, "all")).doesNotContain("firing");
    assertThat(states(tenant, "api")).contains("firing");
    assertThat(firing(tenant, "blocks")).isEmpty();
  }

  private static MonitorEvaluation evaluation(Instant finalThrough) {
    MetricStore metrics = API.bean(MetricStore.class);
    return new MonitorEvaluation(
        API.bean(MonitorStates.class),
        metrics,
        workload -> finalThrough,
        API.bean(AlertMessages.class),
        API.bean(AlertLog.class),
        API.bean(SettingStore.class),
        Clock.fixed(finalThrough.plus(Duration.ofMinutes(10)), ZoneOffset.UTC));
  }

  private static List<String> firing(String tenant, String id) {
    return API
        .bean(MonitorStates.class)
        .find(tenant, id)
        .orElseThrow()
        .state()
        .groups()
        .entrySet()
        .stream()
        .filter(group -> group.getValue().state().id().equals("firing"))
        .map(group -> group.getKey().substring(1))
        .toList();
  }

  private static List<String> states(String tenant, String id) {
    return API
        .bean(MonitorStates.class)
        .find(tenant, id)
        .orElseThrow()
        .state()
        .groups()
        .values()
        .stream()
        .map(group -> group.state().id())
        .toList();
  }

  private static JsonNode simulate(String tenant, String body) {
    return simulate(tenant, body, 1);
  }

  private static JsonNode simulate(String tenant, String body, int days) {
    return API.send(root(tenant), "POST", "/api/v1/monitors:simulate?days=" + days, body).json();
  }

  private static void put(String tenant, String path, String body) {
    assertThat(API.send(root(tenant), "PUT", "/api/v1/" + path, body.replace('\'', '"')).status())
        .isIn(200, 201);
  }

  private static JsonNode message(String tenant, String channel) {
    String found =
        API.elasticsearch(
            "POST",
            "/tidemark-messages/_search",
            "{\"query\":{\"bool\":{\"filter\":[{\"term\":{\"tenant_id\":\""
                + tenant
                + "\"}},{\"term\":{\"channel\":\""
                + channel
                + "\"}}]}}}");
    return JsonMapper.shared()
        .readTree(found)
        .path("hits")
        .path("hits")
        .path(0)
        .path("_source")
        .path("data");
  }

  private static String root(String tenant) {
    return API.tokens().superAdmin(tenant, "root");
  }

  private static String body(String rules) {
    return "{'workload':'model-calls',%s}".formatted(rules).replace('\'', '"');
  }

  private static IndexedDocument hour(
      String tenant, String user, Instant hour, long calls, long tokens) {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("hour", hour.toString()).put("window_minutes", 60).put("tenant_id", tenant);
    source.put("user_id", user).put("calls", calls).put("total_tokens", tokens);
    source.put("final", true).put("revision", 0).put("updated_at", "2026-03-12T10:00:00Z");
    return new IndexedDocument(
        IndexFamily.MODEL_CALLS_HOURLY.indexAt(hour.toEpochMilli()),
        tenant + '-' + user + '-' + hour,
        source);
  }

  private static IndexedDocument record(String tenant, String channel, String block, int call) {
    return record(tenant, channel, block, call, Instant.parse("2026-03-12T09:50:00Z"));
  }

  private static IndexedDocument record(
      String tenant, String channel, String block, int call, Instant time) {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("event_time", time.toString()).put("tenant_id", tenant).put("channel", channel);
    source.put("user_id", "alice").put("client_ip", block).put("outcome", "succeeded");
    source.put("request_id", channel + call);
    return new IndexedDocument(
        IndexFamily.MODEL_CALLS_RECORDS.indexAt(time.toEpochMilli()),
        tenant + '-' + channel + '-' + call,
        source);
  }
}
