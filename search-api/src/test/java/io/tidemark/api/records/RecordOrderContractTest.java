/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static java.util.Comparator.nullsLast;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.access.Scope;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Pages of records that a field orders: many share a value, and some have none. */
@Tag("node")
class RecordOrderContractTest {

  private static final String PATH = "/api/v1/model-calls/records";
  private static final String TENANT = "ordered-records";
  private static final int MANY = 60;

  private static LiveApi api;
  private static String token;
  private static List<ObjectNode> records;

  @BeforeAll
  static void index() {
    api = LiveApi.shared();
    token = api.tokens().superAdmin(TENANT, "root");
    Random random = new Random(RandomSeed.SEED);
    records = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      // Two days: an order goes through indices.
      Instant time = Instant.parse("2026-03-12T09:00:00Z").minusSeconds(3600L * random.nextInt(30));
      ObjectNode call =
          JsonMapper.shared()
              .createObjectNode()
              .put("event_time", time.toString())
              .put("tenant_id", TENANT)
              .put("request_id", "r" + i)
              .put("model", "m");
      putSometimes(random, call, "latency_ms", 10L * random.nextInt(6));
      putSometimes(random, call, "status_code", 200L + random.nextInt(3));
      putSometimes(random, call, "input_tokens", random.nextInt(4));
      records.add(call);
    }
    api.index(records.stream().map(IndexedDocument::ofCall).toList());
  }

  private static void putSometimes(Random random, ObjectNode call, String field, long value) {
    if (random.nextInt(4) > 0) {
      call.put(field, value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "latency_ms, desc",
    "latency_ms, asc",
    "status_code, desc",
    "status_code, asc",
    "input_tokens, desc",
    "attempts, asc",
    "event_time, desc",
    "event_time, asc",
  })
  void pagesFollowTheFieldAndNeitherSkipNorRepeat(String field, String direction) {
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      List<String> asked = new ArrayList<>(List.of("range", "3d", "limit", "7", "sort", field));
      asked.addAll(List.of("direction", direction));
      if (cursor != null) {
        asked.addAll(List.of("cursor", cursor));
      }
      Answer answer = get(asked.toArray(String[]::new));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      answer
          .json()
          .path("records")
          .forEach(record -> seen.add(record.path("request_id").asString()));
      JsonNode next = answer.json().path("next");
      cursor = next.isNull() ? null : next.asString();
    } while (cursor != null);

    assertThat(seen)
        .as("seed " + RandomSeed.SEED)
        .containsExactlyElementsOf(
            records.stream()
                .sorted(orderOf(field, direction.equals("asc")))
                .map(call -> call.path("request_id").asString())
                .toList());
  }

  private static Comparator<ObjectNode> orderOf(String field, boolean ascending) {
    Comparator<ObjectNode> byField =
        field.equals("event_time")
            ? Comparator.comparing(RecordOrderContractTest::timeOf, direct(ascending))
            : Comparator.comparing(numberOf(field), nullsLast(direct(ascending)));
    return byField
        .thenComparing(RecordOrderContractTest::timeOf, direct(false))
        .thenComparing(call -> call.path("request_id").asString());
  }

  private static <T extends Comparable<T>> Comparator<T> direct(boolean ascending) {
    return ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
  }

  private static String timeOf(ObjectNode call) {
    return call.path("event_time").asString();
  }

  private static Function<ObjectNode, Long> numberOf(String field) {
    return call -> call.has(field) ? call.path(field).asLong() : null;
  }

  @Test
  void namesTheFieldsThatOrderRecords() {
    Answer calls = get("sort", "model");
    Answer runs = api.get(token, "/api/v1/comfyui/records", "sort", "error_message");

    assertThat(calls.status()).isEqualTo(400);
    assertThat(calls.json().path("parameter").asString()).isEqualTo("sort");
    assertThat(allowed(calls))
        .contains("event_time", "latency_ms", "total_tokens", "status_code", "units.images")
        .doesNotContain("model", "error_type", "tags", "cost");
    assertThat(runs.status()).isEqualTo(400);
    assertThat(allowed(runs)).containsExactly("event_time", "run_time_ms", "queue_time_ms");
    assertThat(get("direction", "up").status()).isEqualTo(400);
  }

  private static List<String> allowed(Answer answer) {
    List<String> names = new ArrayList<>();
    answer.json().path("allowed").forEach(name -> names.add(name.asString()));
    return names;
  }

  @Test
  void aCursorServesItsOwnOrderAlone() {
    String cursor = next("sort", "latency_ms");
    String byTime = next();

    assertThat(get("cursor", cursor, "sort", "latency_ms").status()).isEqualTo(200);
    assertThat(get("cursor", cursor).status()).isEqualTo(400);
    assertThat(get("cursor", cursor, "sort", "input_tokens").status()).isEqualTo(400);
    assertThat(get("cursor", cursor, "sort", "latency_ms", "direction", "asc").status())
        .isEqualTo(400);
    assertThat(get("cursor", byTime, "sort", "event_time", "direction", "desc").status())
        .as("the usual order")
        .isEqualTo(200);
    assertThat(get("cursor", byTime, "sort", "latency_ms").status()).isEqualTo(400);
  }

  private static String next(String... parameters) {
    List<String> asked = new ArrayList<>(List.of("limit", "3"));
    asked.addAll(List.of(parameters));
    return get(asked.toArray(String[]::new)).json().path("next").asString();
  }

  /** Its text says that the time orders the records, its position has one number more. */
  @Test
  void rejectsACursorWithThePositionOfAnotherOrder() {
    TimeRange range =
        new TimeRange(Instant.parse("2026-03-12T08:00:00Z"), Instant.parse("2026-03-12T10:00:00Z"));
    Selection selection =
        new Selection(new Scope(TENANT, "root", true, new TreeSet<>()), range, Filters.NONE);
    Cursor made =
        new Cursor(range, new RecordPosition(Optional.of(5L), range.from().toEpochMilli(), "r1"));
    String text =
        made.encode(
            selection, "model-calls Filters[kept=[], leftOut=[]] [] Optional.empty Optional.empty");

    Answer answer = get("cursor", text);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("parameter").asString()).isEqualTo("cursor");
  }

  @Test
  void rejectsFilesInAnotherOrder() {
    for (String format : List.of("csv", "ndjson")) {
      assertThat(get("format", format, "sort", "latency_ms").json().path("parameter").asString())
          .isEqualTo("sort");
      assertThat(get("format", format, "direction", "asc").status()).isEqualTo(400);
      assertThat(get("format", format, "sort", "event_time").status()).isEqualTo(200);
    }
  }

  private static Answer get(String... parameters) {
    return api.get(token, PATH, parameters);
  }
}
