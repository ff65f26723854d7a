/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomSeed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Failed records over time equal what the records say one by one. */
@Tag("node")
class ErrorsContractTest {

  private static final String PATH = "/api/v1/model-calls/errors";
  private static final String TENANT = "errors-tenant";
  private static final String FROM = "2026-03-10T00:00:00Z";
  private static final String TO = "2026-03-12T10:00:00Z";
  private static final List<String> TYPES = List.of("rate_limit", "timeout", "refused", "rare");

  private static LiveApi api;
  private static String token;
  private static List<ObjectNode> records;

  @BeforeAll
  static void index() {
    api = LiveApi.shared();
    token = api.tokens().superAdmin(TENANT, "root");
    Random random = new Random(RandomSeed.SEED);
    records = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Instant time = Instant.parse(FROM).plusSeconds(random.nextInt(58 * 3_600));
      boolean failed = random.nextInt(3) > 0;
      ObjectNode call =
          JsonMapper.shared()
              .createObjectNode()
              .put("event_time", time.toString())
              .put("tenant_id", TENANT)
              .put("request_id", "r" + i)
              .put("model", random.nextBoolean() ? "a" : "b")
              .put("channel", random.nextInt(5) == 0 ? "playground" : "api")
              .put("outcome", failed ? "failed" : "succeeded");
      // Some failures name no type.
      int type = random.nextInt(5);
      if (failed && type < TYPES.size()) {
        call.put("error_type", TYPES.get(type)).put("status_code", 500 + type);
      }
      records.add(call);
    }
    api.index(records.stream().map(IndexedDocument::ofCall).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "error_type, hour, UTC",
    "error_type, day, Asia/Kolkata",
    "status_code, hour, Asia/Shanghai",
    "status_code, day, UTC",
  })
  void countsFailedRecordsByPointAndValue(String by, String interval, String zone) {
    JsonNode answer =
        get("by", by, "interval", interval, "time_zone", zone, "model", "a", "limit", "10").json();

    Map<String, Map<Instant, Long>> expected =
        count(by, call -> call.path("model").asString().equals("a"), pointOf(interval, zone));
    assertThat(read(answer)).isEqualTo(expected).hasSize(TYPES.size() + 1);
    List<Long> counts = new ArrayList<>();
    for (JsonNode series : answer.path("series")) {
      long sum = 0;
      for (JsonNode point : series.path("points")) {
        sum += point.path("records").asLong(0);
      }
      assertThat(series.path("records").asLong()).isEqualTo(sum);
      counts.add(series.path("kind").asString().equals("group") ? sum : 0);
    }
    assertThat(counts).as("the greatest first").isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  /** Other answers over such a period come from days, which are kept for longer. */
  @Test
  void answersForThePartOfAPeriodThatIsKept() {
    Answer answer =
        api.get(token, PATH, "from", "2026-01-20T00:00:00Z", "to", TO, "interval", "day");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(Instant.parse(answer.json().path("from").asString()))
        .isAfter(Instant.parse("2026-01-20T00:00:00Z"))
        .isBefore(Instant.parse(FROM));
    Answer gone =
        api.get(token, PATH, "from", "2026-01-20T00:00:00Z", "to", "2026-01-21T00:00:00Z");
    assertThat(gone.status()).isEqualTo(400);
  }

  @Test
  void combinesWhatHasNoSeriesOfItsOwn() {
    JsonNode answer = get("by", "error_type", "interval", "day", "limit", "1").json();

    Map<String, Long> sums = new TreeMap<>();
    count("error_type", call -> true, pointOf("day", "UTC"))
        .forEach((type, points) -> sums.put(type, sum(points)));
    long all = sums.values().stream().mapToLong(Long::longValue).sum();
    long unknown = sums.remove("");
    long greatest = sums.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    List<String> kinds = new ArrayList<>();
    answer.path("series").forEach(series -> kinds.add(series.path("kind").asString()));
    assertThat(kinds).containsExactly("group", "unknown", "other");
    assertThat(sums.get(answer.at("/series/0/key").asString())).isEqualTo(greatest);
    assertThat(answer.at("/series/0/records").asLong()).isEqualTo(greatest);
    assertThat(answer.at("/series/1/records").asLong()).isEqualTo(unknown);
    assertThat(answer.at("/series/2/records").asLong()).isEqualTo(all - unknown - greatest);
  }

  /** What the series count is what the list of records shows under the same filters. */
  @Test
  void equalsTheRecordsOfEachValue() {
    JsonNode answer = get("by", "error_type", "interval", "day", "limit", "10").json();

    for (JsonNode series : answer.path("series")) {
      String key = keyOf(series);
      JsonNode listed =
          api.get(
                  token,
                  "/api/v1/model-calls/records",
                  "from",
                  FROM,
                  "to",
                  TO,
                  "outcome",
                  "failed",
                  "channel",
                  "api",
                  "error_type",
                  key,
                  "limit",
                  "1000")
              .json();
      assertThat(listed.path("records").size())
          .as(key)
          .isEqualTo(series.path("records").asInt())
          .isPositive();
    }
  }

  @Test
  void runsFailForReasonsAlone() {
    Answer byCode = api.get(token, "/api/v1/comfyui/errors", "by", "status_code");
    Answer byType = api.get(token, "/api/v1/comfyui/errors");

    assertThat(byCode.status()).isEqualTo(400);
    assertThat(byCode.json().path("allowed").toString()).isEqualTo("[\"error_type\"]");
    assertThat(byType.json().path("by").asString()).isEqualTo("error_type");
    assertThat(byType.json().path("series").size()).isZero();
  }

  @Test
  void showsNothingOfOthers() {
    String colleague = api.tokens().member(TENANT, "alice");
    String stranger = api.tokens().superAdmin("errors-elsewhere", "root");

    for (String other : List.of(colleague, stranger)) {
      assertThat(api.get(other, PATH, "from", FROM, "to", TO).json().path("series").size())
          .isZero();
    }
  }

  @Test
  void rejectsMorePointsThanAnAnswerHas() {
    Answer answer = api.get(token, PATH, "range", "30d", "interval", "hour");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("limit").asInt()).isEqualTo(2_000);
  }

  private static Answer get(String... parameters) {
    List<String> asked = new ArrayList<>(List.of("from", FROM, "to", TO));
    asked.addAll(List.of(parameters));
    Answer answer = api.get(token, PATH, asked.toArray(String[]::new));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  /** Points with records by value; what names no value is under an empty one. */
  private static Map<String, Map<Instant, Long>> read(JsonNode answer) {
    Map<String, Map<Instant, Long>> all = new HashMap<>();
    for (JsonNode series : answer.path("series")) {
      Map<Instant, Long> points = new TreeMap<>();
      for (JsonNode point : series.path("points")) {
        if (point.path("records").asLong(0) > 0) {
          points.put(
              OffsetDateTime.parse(point.path("time").asString()).toInstant(),
              point.path("records").asLong());
        }
      }
      all.put(keyOf(series), points);
    }
    return all;
  }

  private static String keyOf(JsonNode series) {
    return series.path("key").isNull() ? "" : series.path("key").asString();
  }

  private static Map<String, Map<Instant, Long>> count(
      String by, Predicate<ObjectNode> wanted, Function<Instant, Instant> point) {
    Map<String, Map<Instant, Long>> all = new HashMap<>();
    for (ObjectNode call : records) {
      if (wanted.test(call)
          && call.path("outcome").asString().equals("failed")
          && call.path("channel").asString().equals("api")) {
        all.computeIfAbsent(call.path(by).asString(""), key -> new TreeMap<>())
            .merge(point.apply(Instant.parse(call.path("event_time").asString())), 1L, Long::sum);
      }
    }
    return all;
  }

  private static Function<Instant, Instant> pointOf(String interval, String zone) {
    return interval.equals("hour")
        ? time -> Instant.ofEpochSecond(time.getEpochSecond() / 3_600 * 3_600)
        : time ->
            LocalDate.ofInstant(time, ZoneId.of(zone)).atStartOfDay(ZoneId.of(zone)).toInstant();
  }

  private static long sum(Map<Instant, Long> points) {
    return points.values().stream().mapToLong(Long::longValue).sum();
  }
}
