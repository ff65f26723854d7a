/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHour;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomFilters;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Shares against adding up the same documents one by one. */
@Tag("node")
class DistributionContractTest {

  private static final String PATH = "/api/v1/model-calls/distribution";

  private static LiveApi api;
  private static BruteForce all;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    all = new BruteForce(CallHours.indexed(api));
  }

  @Test
  void groupsAndTheRestAddUpToTheSummaryUnderRandomFilters() {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    for (int i = 0; i < 12; i++) {
      RandomFilters filters = RandomFilters.of(random);
      String groupBy = i % 2 == 0 ? "model" : "user_id,model";
      String metric = i % 3 == 0 ? "input_tokens" : "calls";
      JsonNode answer =
          get(
              filters.parameters(
                  "range", "7d", "group_by", groupBy, "metric", metric, "limit", "4"));
      BruteForce expected =
          all.tenant(CallHours.TENANT)
              .between(time(answer, "from"), time(answer, "to"))
              .only(filters::matches);
      assertAddsUp(answer, expected, metric, "seed " + seed + ", request " + i);
    }
  }

  private static void assertAddsUp(
      JsonNode answer, BruteForce expected, String metric, String why) {
    Long total = expected.sum(metric);
    boolean counted = metric.equals("calls");
    assertThat(answer.path("total").isNull()).as(why).isEqualTo(total == null && !counted);
    long sum = answer.path("other").path("value").asLong(0);
    for (JsonNode group : answer.path("groups")) {
      Long value = expected.only(hour -> in(group.path("key"), hour)).sum(metric);
      assertThat(group.path("value").isNull() ? null : (Long) group.path("value").asLong())
          .as(why + group)
          .isEqualTo(value);
      sum += value == null ? 0 : value;
    }
    assertThat(sum).as(why).isEqualTo(total == null ? 0 : total);
  }

  private static boolean in(JsonNode key, CallHour hour) {
    for (String dimension : key.propertyNames()) {
      JsonNode value = key.path(dimension);
      if (!Objects.equals(hour.dimension(dimension), value.isNull() ? null : value.asString())) {
        return false;
      }
    }
    return true;
  }

  @Test
  void furtherMetricsAreThoseOfASummaryOfTheGroup() {
    List<String> metrics =
        List.of("failed", "error_rate", "users", "cache_read_tokens", "latency_ms.p95");
    for (String groupBy : List.of("model", "user_id,client")) {
      List<String> asked = new ArrayList<>(List.of("range", "3d", "group_by", groupBy));
      asked.addAll(List.of("limit", "5", "metric", "input_tokens"));
      metrics.forEach(metric -> asked.addAll(List.of("further_metric", metric)));
      JsonNode answer = get(asked.toArray(String[]::new));

      assertThat(answer.path("groups")).as(groupBy).hasSize(5);
      for (JsonNode group : answer.path("groups")) {
        List<String> only = new ArrayList<>(List.of("range", "3d"));
        for (String name : group.path("key").propertyNames()) {
          JsonNode key = group.path("key").path(name);
          only.addAll(List.of(name, key.isNull() ? "" : key.asString()));
        }
        JsonNode summary = getFrom("summary", only.toArray(String[]::new));
        for (String metric : metrics) {
          JsonNode expected = summary;
          for (String part : metric.split("\\.", -1)) {
            expected = expected.path(part);
          }
          assertThat(group.path("metrics").get(metric)).as(group + metric).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void furtherMetricsAreColumnsOfAFile() {
    String token = api.tokens().superAdmin(CallHours.TENANT, "root");
    Answer csv =
        api.get(
            token,
            PATH,
            "group_by",
            "user_id",
            "limit",
            "1",
            "further_metric",
            "calls",
            "further_metric",
            "error_rate",
            "compare",
            "previous",
            "format",
            "csv");

    String[] lines = csv.text().split("\r\n", -1);
    assertThat(lines[0])
        .isEqualTo(
            "kind,user_id,calls,share,error_rate,previous_value,previous_rank,change,new,user_id_label");
    assertThat(lines[1]).matches("group,.*,\\d+,0\\.\\d+,\\d.*");
    assertThat(lines[2]).matches("other,,\\d+,0\\.\\d+,,,,,,");
  }

  @Test
  void comparesGroupsWithThePeriodBefore() {
    JsonNode answer =
        get(
            "from",
            "2026-03-11T00:00:00Z",
            "to",
            "2026-03-12T00:00:00Z",
            "group_by",
            "user_id",
            "metric",
            "calls",
            "limit",
            "100",
            "compare",
            "previous");
    BruteForce then =
        all.tenant(CallHours.TENANT)
            .between(Instant.parse("2026-03-10T00:00:00Z"), Instant.parse("2026-03-11T00:00:00Z"));

    assertThat(answer.path("comparison").path("previous_from").asString())
        .isEqualTo("2026-03-10T00:00:00Z");
    for (JsonNode group : answer.path("groups")) {
      Long before = then.only(hour -> in(group.path("key"), hour)).sum("calls");
      JsonNode previous = group.path("previous");
      if (before == null) {
        assertThat(previous.path("new").asBoolean()).as(group.toString()).isTrue();
        assertThat(previous.path("rank").isNull()).isTrue();
        continue;
      }
      assertThat(previous.path("value").asLong()).as(group.toString()).isEqualTo(before);
      assertThat(previous.path("rank").asInt()).isPositive();
      assertThat(previous.path("change").asDouble())
          .isCloseTo((group.path("value").asLong() - before) / (double) before, within(1e-9));
    }
  }

  @Test
  void listsGroupsThatAreGoneAndThoseThatAreNew() {
    // Every hour has other users: some of two hours are in one of them only.
    JsonNode answer =
        get(
            "from",
            "2026-03-11T05:00:00Z",
            "to",
            "2026-03-11T06:00:00Z",
            "group_by",
            "user_id,model",
            "metric",
            "calls",
            "limit",
            "100",
            "compare",
            "previous");
    BruteForce tenant = all.tenant(CallHours.TENANT);
    BruteForce now =
        tenant.between(
            Instant.parse("2026-03-11T05:00:00Z"), Instant.parse("2026-03-11T06:00:00Z"));
    BruteForce then =
        tenant.between(
            Instant.parse("2026-03-11T04:00:00Z"), Instant.parse("2026-03-11T05:00:00Z"));

    for (JsonNode gone : answer.path("gone")) {
      assertThat(now.only(hour -> in(gone.path("key"), hour)).sum("calls")).isNull();
      assertThat(then.only(hour -> in(gone.path("key"), hour)).sum("calls"))
          .isEqualTo(gone.path("value").asLong());
    }
    for (JsonNode group : answer.path("groups")) {
      assertThat(group.path("previous").path("new").asBoolean())
          .isEqualTo(then.only(hour -> in(group.path("key"), hour)).sum("calls") == null);
    }
    assertThat(answer.path("gone").size() + answer.path("groups").size()).isPositive();
  }

  /** Usage of which nothing says the metric is not usage of 0. */
  @Test
  void leavesChangesUnknownWhereTheMetricIsNotReported() {
    String tenant = "distribution-unreported";
    api.index(
        List.of(
            tokens(tenant, "2026-03-12T08:00:00Z", "silent", 7L),
            tokens(tenant, "2026-03-12T09:00:00Z", "silent", null),
            tokens(tenant, "2026-03-12T08:00:00Z", "late", null),
            tokens(tenant, "2026-03-12T09:00:00Z", "late", 5L),
            tokens(tenant, "2026-03-12T08:00:00Z", "ended", 3L),
            tokens(tenant, "2026-03-12T08:00:00Z", "steady", 10L),
            tokens(tenant, "2026-03-12T09:00:00Z", "steady", 20L)));
    String root = api.tokens().superAdmin(tenant, "root");
    String[] asked = {
      "from",
      "2026-03-12T09:00:00Z",
      "to",
      "2026-03-12T10:00:00Z",
      "group_by",
      "user_id",
      "metric",
      "cache_read_tokens",
      "compare",
      "previous"
    };

    JsonNode answer = api.get(root, PATH, asked).json();

    Map<String, String> previous = new TreeMap<>();
    for (JsonNode group : answer.path("groups")) {
      previous.put(group.path("key").path("user_id").asString(), group.path("previous").toString());
    }
    assertThat(previous)
        .containsEntry("silent", "{\"value\":7,\"rank\":2,\"change\":null,\"new\":false}")
        .containsEntry("late", "{\"value\":null,\"rank\":null,\"change\":null,\"new\":false}")
        .containsEntry("steady", "{\"value\":10,\"rank\":1,\"change\":1.0,\"new\":false}");
    assertThat(answer.path("gone").toString())
        .isEqualTo("[{\"key\":{\"user_id\":\"ended\"},\"value\":3,\"rank\":3}]");
    Answer csv =
        api.get(
            root,
            PATH,
            Stream.concat(Stream.of(asked), Stream.of("format", "csv")).toArray(String[]::new));
    assertThat(csv.text().lines().filter(line -> line.contains("silent")))
        .containsExactly("group,silent,,,7,2,,false,");
  }

  private static IndexedDocument tokens(String tenant, String hour, String user, Long tokens) {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("hour", hour).put("window_minutes", 60).put("tenant_id", tenant);
    source.put("user_id", user).put("model", "m").put("calls", 1).put("succeeded", 1);
    if (tokens != null) {
      source.put("cache_read_tokens", tokens);
    }
    source.put("final", true).put("revision", 0).put("updated_at", hour);
    return new IndexedDocument(
        "tidemark-model-calls-hourly-2026.03.12", tenant + user + hour, source);
  }

  @Test
  void saysNothingOfThePeriodBeforeUnlessAsked() {
    JsonNode answer = get("range", "1d", "group_by", "user_id");

    assertThat(answer.has("comparison")).isFalse();
    assertThat(answer.has("gone")).isFalse();
    assertThat(answer.path("groups").path(0).has("previous")).isFalse();
  }

  @Test
  void theSameAsCsvWithFormulasDefused() {
    String token = api.tokens().superAdmin(CallHours.TENANT, "root");
    Answer csv =
        api.get(token, PATH, "range", "7d", "group_by", "user_id", "limit", "2", "format", "csv");

    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    String[] lines = csv.text().split("\r\n", -1);
    assertThat(lines[0]).isEqualTo("kind,user_id,calls,share,user_id_label");
    assertThat(lines).hasSize(5);
    assertThat(lines[3]).startsWith("other,,");
    assertThat(lines[4]).isEmpty();
  }

  @Test
  void writesUnknownValuesAsNullInJsonLines() {
    String token = api.tokens().superAdmin(CallHours.TENANT, "root");
    Answer lines =
        api.get(
            token,
            PATH,
            "range",
            "7d",
            "group_by",
            "project_id,client",
            "limit",
            "4",
            "format",
            "ndjson");

    assertThat(lines.text()).contains("\"project_id\":null").doesNotContain(":\"\"");
    assertThat(lines.text()).contains("{\"kind\":\"other\",\"project_id\":null,\"client\":null");
  }

  @Test
  void anUnknownDimensionIsRefusedWithThoseThereAre() {
    String token = api.tokens().superAdmin(CallHours.TENANT, "root");
    for (String groupBy : new String[] {"tenant_id", "model,model", "model,user_id,client", ""}) {
      Answer answer = api.get(token, PATH, "group_by", groupBy);
      assertThat(answer.status()).as(groupBy).isEqualTo(400);
      assertThat(answer.json().path("parameter").asString()).isEqualTo("group_by");
      assertThat(answer.text()).doesNotContain("tenant_id");
    }
  }

  /** Three users with 0.4 s each: 1.2 s, not 0. */
  @Test
  void addsUpPartsOfSeconds() {
    String tenant = "distribution-seconds";
    Workload agents = Workload.fromSchema(WorkloadSchemas.CODING_AGENTS);
    Instant hour = Instant.parse("2026-03-12T08:00:00Z");
    List<IndexedDocument> documents = new ArrayList<>();
    for (String user : List.of("a", "b", "c")) {
      ObjectNode source = JsonMapper.shared().createObjectNode();
      source.put("hour", hour.toString()).put("window_minutes", 60).put("tenant_id", tenant);
      source.put("user_id", user).put("active_ms", 400).put("final", true).put("revision", 0);
      documents.add(
          new IndexedDocument(
              agents.hourly().indexAt(hour.toEpochMilli()), tenant + '-' + user, source));
    }
    api.index(documents);
    String root = api.tokens().superAdmin(tenant, "root");
    String path = "/api/v1/" + agents.id();

    JsonNode answer =
        api.get(
                root,
                path + "/distribution",
                "metric",
                "active_seconds",
                "group_by",
                "user_id",
                "limit",
                "1")
            .json();

    assertThat(answer.path("total").asLong(-1)).isEqualTo(1);
    assertThat(answer.path("total"))
        .isEqualTo(api.get(root, path + "/summary").json().path("active_seconds"));
    assertThat(answer.path("other").path("value").asLong(-1)).isEqualTo(1);
  }

  private static JsonNode get(String... parameters) {
    return getFrom("distribution", parameters);
  }

  private static JsonNode getFrom(String route, String... parameters) {
    String path = PATH.replace("distribution", route);
    return api.readJson(api.tokens().superAdmin(CallHours.TENANT, "root"), path, parameters);
  }

  private static Instant time(JsonNode answer, String name) {
    return Instant.parse(answer.path(name).asString());
  }
}
