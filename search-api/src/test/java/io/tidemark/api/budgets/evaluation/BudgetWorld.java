/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.budgets.definition.BudgetKind;
import io.tidemark.api.budgets.definition.BudgetMeasures;
import io.tidemark.api.budgets.requests.BudgetRequestKind;
import io.tidemark.api.budgets.requests.BudgetRequests;
import io.tidemark.api.budgets.usage.DepartmentSource;
import io.tidemark.api.budgets.usage.UsageSource;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.request.Retention;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.pricing.PriceKey;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A tenant with usage and budgets over the node of the tests, and a clock that a test moves. */
final class BudgetWorld {

  private static final String BUDGET =
      """
      {"match": {"workload": "WORKLOAD"}, "per": "user_id", "measure": "MEASURE",
       "amount": "1000", "period": "day", "time_zone": "Asia/Shanghai", "warn_at": [50, 80, 100],
       "channels": ["ops"]}
      """;

  final LiveApi api = LiveApi.shared();
  final ManualClock clock = new ManualClock(LiveApi.NOW);
  final String tenant;

  /** How long usage is kept. */
  Retention retention = api.bean(Retention.class);

  /** All usage before is final; null for the progress that the node holds. */
  Instant finals;

  BudgetWorld(String tenant) {
    this.tenant = tenant;
  }

  /** With a channel and the budget {@code dev}. */
  static BudgetWorld create(String tenant, String workload, String measure) {
    BudgetWorld world = new BudgetWorld(tenant);
    world.put(
        "channels/ops",
        "{\"type\":\"webhook\",\"url\":\"https://hooks.example.invalid/x\","
            + "\"secret\":\"file:ops\"}");
    world.put("budgets/dev", body(workload, measure));
    return world;
  }

  static String body(String workload, String measure) {
    return BUDGET.replace("WORKLOAD", workload).replace("MEASURE", measure);
  }

  /** The same without messages. */
  static String bodyWithoutChannels(String workload, String measure) {
    return body(workload, measure).replace("\"channels\": [\"ops\"]", "\"channels\": []");
  }

  /** The same for a year of UTC. */
  static String bodyOfYear(String measure) {
    return bodyWithoutChannels("model-calls", measure)
        .replace("Asia/Shanghai", "UTC")
        .replace("\"day\"", "\"year\"");
  }

  void put(String path, String body) {
    Answer answer = send("PUT", root(), path, body);
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
  }

  Answer send(String method, String token, String path, String body) {
    return api.send(token, method, "/api/v1/" + path, body);
  }

  String root() {
    return api.tokens().superAdmin(tenant, "root");
  }

  String member(String user) {
    return api.tokens().member(tenant, user);
  }

  JsonNode status() {
    return api.get(root(), "/api/v1/budgets/status").json();
  }

  /** The budget of this tenant after one more look by the API itself. */
  JsonNode failedStatus() {
    evaluateByApi();
    return status().path("budgets").path(0);
  }

  /** One more look by the API itself, whose state its status shows. */
  void evaluateByApi() {
    api.bean(SettingViews.class).refresh();
    Budgets budgets = api.bean(Budgets.class);
    budgets
        .list(tenant)
        .forEach(entry -> api.bean(BudgetEvaluator.class).evaluateNow(tenant, entry));
  }

  /** The parts of one more instance of the API, for this tenant and with the clock of this test. */
  BudgetEvaluator instance() {
    SettingViews views = api.bean(SettingViews.class);
    UsageSource usage = usage();
    SettingStore store = api.bean(SettingStore.class);
    Budgets budgets =
        new Budgets(
            views,
            api.bean(BudgetKind.class),
            usage,
            new ProfileSource(api.bean(UsageStore.class), api.bean(BudgetMeasures.class), clock),
            new BudgetRequests(
                store, api.bean(BudgetRequestKind.class), api.bean(BudgetKind.class), views, clock),
            createTimes(store),
            clock) {
          @Override
          Set<String> tenants() {
            // Those of other tests have budgets, too, and would be looked at as often.
            return Set.of(tenant);
          }
        };
    views.refresh();
    LevelStore levels = api.bean(LevelStore.class);
    LevelAlarm alarm = new LevelAlarm(levels, api.bean(BudgetMessages.class), clock);
    PeriodArchive archive = new PeriodArchive(api.bean(DocumentStore.class), levels, usage, clock);
    return new BudgetEvaluator(
        budgets,
        alarm,
        new PeriodClosing(budgets, alarm, archive),
        archive,
        new BudgetProperties(false, Duration.ofSeconds(30)),
        clock);
  }

  private BudgetTimes createTimes(SettingStore store) {
    return new BudgetTimes(store, api.bean(DocumentStore.class), clock) {
      @Override
      List<DocumentStore.Stored> listRecords() {
        return super.listRecords().stream()
            .filter(found -> found.source().path("tenant_id").asString().equals(tenant))
            .toList();
      }
    };
  }

  UsageSource usage() {
    return new UsageSource(
        api.bean(UsageStore.class),
        api.bean(BudgetMeasures.class),
        workload -> finals == null ? api.bean(FinalThrough.class).of(workload) : finals,
        retention,
        api.bean(DepartmentSource.class),
        clock);
  }

  /** Says since when the job keeps whole days of UTC; null says that it keeps none. */
  void days(String from) {
    days(from, "UTC");
  }

  /** As above for days of another zone. */
  void days(String from, String zone) {
    ObjectNode hour = JsonMapper.shared().createObjectNode();
    hour.put("pipeline", "model-calls").put("hour", "2026-03-12T09:00:00Z");
    hour.put("window_minutes", 60);
    if (from != null) {
      // Newer than the progress that other tests store, and with the same end.
      hour.put("hour", "2026-03-12T09:30:00Z").put("window_minutes", 30);
      hour.put("days_from", from).put("day_zone", zone);
    }
    api.index(
        List.of(
            new IndexedDocument(
                IndexFamily.PIPELINE_PROGRESS.indexAt(
                    Instant.parse("2026-03-12T09:00:00Z").toEpochMilli()),
                "model-calls",
                hour)));
  }

  /** Usage of one day, as the job keeps it. */
  void day(String id, String user, String day, String zone, long tokens) {
    indexDay(id, user, day, zone, JsonMapper.shared().createObjectNode(), tokens);
  }

  /** Input tokens of a priced model on one day of UTC. */
  void pricedDay(String id, String user, String day, long input) {
    ObjectNode usage = JsonMapper.shared().createObjectNode();
    usage.put("model", "gpt-4o").put("calls", 1).put("input_tokens", input);
    usage.put("price_key", PriceKey.join(null, "gpt-4o", null, null, null));
    indexDay(id, user, day, "UTC", usage, input);
  }

  private void indexDay(
      String id, String user, String day, String zone, ObjectNode source, long tokens) {
    source.put("day", day).put("day_zone", zone).put("window_minutes", 1_440);
    source.put("tenant_id", tenant).put("user_id", user).put("total_tokens", tokens);
    source.put("final", true).put("revision", 0).put("updated_at", "2026-03-01T00:00:00Z");
    api.index(
        List.of(
            new IndexedDocument(
                IndexFamily.MODEL_CALLS_DAILY.indexAt(Instant.parse(day).toEpochMilli()),
                tenant + "-day-" + id,
                source)));
  }

  void calls(String id, String user, String hour, long tokens) {
    usage(IndexFamily.MODEL_CALLS_HOURLY, id, user, hour, "total_tokens", tokens);
  }

  void usage(IndexFamily family, String id, String user, String hour, String measure, long value) {
    api.index(List.of(document(family, id, user, hour, measure, value)));
  }

  IndexedDocument document(
      IndexFamily family, String id, String user, String hour, String measure, long value) {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("hour", hour).put("window_minutes", 60).put("tenant_id", tenant);
    source.put("user_id", user).put(measure, value).put("final", false).put("revision", 0);
    source.put("updated_at", "2026-03-12T10:00:00Z");
    return new IndexedDocument(
        family.indexAt(Instant.parse(hour).toEpochMilli()), tenant + '-' + id, source);
  }

  /** Subjects and levels of all messages, in the order of their text. */
  List<String> messages() {
    return documents("tidemark-messages").stream()
        .map(
            message ->
                message.path("subject").asString()
                    + ' '
                    + message.path("data").path("level").asInt())
        .sorted()
        .toList();
  }

  List<JsonNode> documents(String index) {
    List<JsonNode> found = new ArrayList<>();
    JsonMapper.shared()
        .readTree(
            api.elasticsearch(
                "POST",
                "/" + index + "/_search?size=500&ignore_unavailable=true",
                "{\"query\":{\"term\":{\"tenant_id\":\"" + tenant + "\"}}}"))
        .path("hits")
        .path("hits")
        .forEach(hit -> found.add(hit.path("_source")));
    return found;
  }
}
