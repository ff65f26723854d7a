/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.access.Scope;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Pages of records: every one once, newest first, while more are written. */
@Tag("node")
class RecordsContractTest {

  private static final RecordKind KIND = new RecordKind(Workload.MODEL_CALLS);
  private static final String PATH = "/api/v1/model-calls/records";
  private static final String TENANT = "records-tenant";
  private static final int MANY = 137;

  private static LiveApi api;
  private static String token;
  private static List<ObjectNode> records;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    token = api.tokens().superAdmin(TENANT, "root");
    Random random = new Random(5);
    records = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      // Many at the very same moment: time alone is no order.
      Instant time = Instant.parse("2026-03-12T09:00:00Z").minusSeconds(3600L * random.nextInt(12));
      records.add(call("r" + i, time, i % 3 == 0 ? "bob" : "alice", i % 5 == 0 ? 500 : 200));
    }
    records.add(call("=1+1", Instant.parse("2026-03-12T09:30:00Z"), "alice", 200));
    api.index(records.stream().map(IndexedDocument::ofCall).toList());
    records.sort(
        Comparator.comparing((ObjectNode call) -> call.path("event_time").asString())
            .reversed()
            .thenComparing(call -> call.path("request_id").asString()));
  }

  private static ObjectNode call(String id, Instant time, String user, int status) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("event_time", time.toString())
        .put("tenant_id", TENANT)
        .put("user_id", user)
        .put("model", "m")
        .put("request_id", id)
        .put("outcome", status < 400 ? "succeeded" : "failed")
        .put("status_code", status)
        .put("total_tokens", 7L)
        .put("reported_cost_nanos", 1L)
        .put("latency_ms", 10L * id.length());
  }

  @Test
  void pagesNeitherSkipNorRepeatWhileNewerCallsArrive() {
    List<String> seen = new ArrayList<>();
    String cursor = null;
    int page = 0;
    do {
      JsonNode answer = page(cursor, "limit", "10");
      answer.path("records").forEach(record -> seen.add(record.path("request_id").asString()));
      cursor = answer.path("next").isNull() ? null : answer.path("next").asString();
      Instant newest = Instant.parse("2026-03-12T10:00:00Z").plusSeconds(page++);
      api.index(List.of(IndexedDocument.ofCall(call("new" + page, newest, "carol", 200))));
    } while (cursor != null);

    assertThat(seen)
        .containsExactlyElementsOf(
            records.stream().map(call -> call.path("request_id").asString()).toList());
  }

  @Test
  void filtersNarrowThePages() {
    JsonNode failed = page(null, "status_code", "500", "user_id", "alice", "limit", "1000");

    List<String> expected =
        records.stream()
            .filter(call -> call.path("status_code").asInt() == 500)
            .filter(call -> call.path("user_id").asString().equals("alice"))
            .map(call -> call.path("request_id").asString())
            .toList();
    List<String> seen = new ArrayList<>();
    failed.path("records").forEach(record -> seen.add(record.path("request_id").asString()));
    assertThat(seen).containsExactlyElementsOf(expected).isNotEmpty();
    assertThat(page(null, "outcome", "failed", "user_id", "alice", "limit", "1000").path("records"))
        .isEqualTo(failed.path("records"));
    assertThat(page(null, "min_latency_ms", "99999").path("records").size()).isZero();
  }

  @Test
  void totalsAddUpTheRecordsOfAllPages() {
    String[] asked = {"status_code", "500", "user_id", "alice", "limit", "2", "totals", "true"};
    List<ObjectNode> expected =
        records.stream()
            .filter(call -> call.path("status_code").asInt() == 500)
            .filter(call -> call.path("user_id").asString().equals("alice"))
            .toList();
    JsonNode first = page(null, asked);
    JsonNode second = page(first.path("next").asString(), asked);

    assertThat(expected).hasSizeGreaterThan(4);
    assertThat(first.path("records").size()).isEqualTo(2);
    for (JsonNode totals : List.of(first.path("totals"), second.path("totals"))) {
      assertThat(totals.path("records").asInt()).isEqualTo(expected.size());
      assertThat(totals.at("/sums/total_tokens").asLong()).isEqualTo(7L * expected.size());
      assertThat(totals.at("/sums/latency_ms").asLong())
          .isEqualTo(expected.stream().mapToLong(call -> call.path("latency_ms").asLong()).sum());
      assertThat(totals.path("sums").has("input_tokens")).as("never reported").isFalse();
      assertThat(totals.path("sums").has("reported_cost_nanos")).as("of any currency").isFalse();
    }
    assertThat(page(null, "limit", "2").has("totals")).isFalse();
  }

  @Test
  void aCursorServesItsOwnRequestAlone() {
    String cursor = page(null, "limit", "3").path("next").asString();
    String stranger = api.tokens().superAdmin("globex", "root");
    String colleague = api.tokens().member(TENANT, "alice");

    assertThat(api.get(token, PATH, "cursor", cursor).status()).isEqualTo(200);
    assertThat(api.get(stranger, PATH, "cursor", cursor).status()).isEqualTo(400);
    assertThat(api.get(colleague, PATH, "cursor", cursor).status()).isEqualTo(400);
    assertThat(api.get(token, PATH, "cursor", cursor, "model", "m").status()).isEqualTo(400);
    assertThat(api.get(token, PATH, "cursor", cursor + "AAAA").status()).isEqualTo(400);
    assertThat(api.get(token, PATH, "cursor", "AAAA").status()).isEqualTo(400);
  }

  @Test
  void rejectsACursorOfAnotherRange() {
    String from = "2026-03-12T08:00:00Z";
    String to = "2026-03-12T10:00:00Z";
    String closed = page(null, "limit", "3", "from", from, "to", to).path("next").asString();
    String open = page(null, "limit", "3", "from", from).path("next").asString();
    String day = page(null, "limit", "3", "range", "1d").path("next").asString();

    assertThat(status(closed)).isEqualTo(200);
    assertThat(status(closed, "from", from, "to", to)).isEqualTo(200);
    assertThat(status(closed, "from", "2026-03-12T08:30:00Z", "to", "2026-03-12T09:10:00Z"))
        .as("the same hours")
        .isEqualTo(200);
    assertThat(status(closed, "from", "2026-03-12T07:00:00Z", "to", to)).isEqualTo(400);
    assertThat(status(closed, "from", from, "to", "2026-03-12T09:00:00Z")).isEqualTo(400);
    assertThat(status(closed, "range", "1d")).isEqualTo(400);
    assertThat(status(open, "from", from)).isEqualTo(200);
    assertThat(status(open, "from", from, "to", "2026-03-13T00:00:00Z")).isEqualTo(200);
    assertThat(status(open, "from", from, "to", to)).isEqualTo(400);
    assertThat(status(day, "range", "1d")).isEqualTo(200);
    assertThat(status(day, "range", "7d")).isEqualTo(400);
    assertThat(status(day, "range", "30d")).isEqualTo(400);
  }

  /** Of earlier records nothing is kept, so ranges are shorter than their names say. */
  @ParameterizedTest
  @CsvSource({
    "3, 7d, 200",
    "7, 30d, 200",
    "1, 12h, 200",
    "7, 3d, 200",
    "3, 12h, 400",
    "3, 1d, 400",
  })
  void goesOnInARangeThatBeginsWithTheFirstRecordThatIsKept(int days, String range, int expected) {
    Instant first = LiveApi.NOW.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days - 1L));
    String asked = expected == 200 ? range : "7d";
    RecordsRequest page = read(first, "range", asked);
    String cursor = page.encode(page.cursor(positionAt(LiveApi.NOW.toEpochMilli(), "r1")));

    if (expected == 200) {
      assertThat(read(first, "range", range, "cursor", cursor).selection().range())
          .isEqualTo(page.selection().range());
    } else {
      assertThatThrownBy(() -> read(first, "range", range, "cursor", cursor))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("The cursor belongs to");
    }
  }

  private static RecordPosition positionAt(long time, String id) {
    return new RecordPosition(Optional.empty(), time, id);
  }

  private static RecordsRequest read(Instant first, String... parameters) {
    Map<String, String[]> sent = new HashMap<>(Map.of("limit", new String[] {"3"}));
    for (int i = 0; i < parameters.length; i += 2) {
      sent.put(parameters[i], new String[] {parameters[i + 1]});
    }
    return RecordsRequest.of(
        KIND,
        RecordsRequest.parameters(KIND).read(sent),
        new Scope(TENANT, "root", true, new TreeSet<>()),
        Clock.fixed(LiveApi.NOW, ZoneOffset.UTC),
        new LongRange.Kept(first, first, ZoneOffset.UTC));
  }

  private static int status(String cursor, String... range) {
    List<String> all = new ArrayList<>(List.of("limit", "3", "cursor", cursor));
    all.addAll(List.of(range));
    return api.get(token, PATH, all.toArray(String[]::new)).status();
  }

  @Test
  void callsOfAChannel() {
    long api = page(null, "channel", "api", "limit", "1000").path("records").size();
    long all = page(null, "limit", "1000").path("records").size();
    long unknown = page(null, "channel", "", "limit", "1000").path("records").size();
    long not = page(null, "not_channel", "playground", "limit", "1000").path("records").size();

    assertThat(api + unknown).isEqualTo(all);
    assertThat(not).isEqualTo(all);
    assertThat(RecordsContractTest.api.get(token, PATH, "channel", "fax").status()).isEqualTo(400);
  }

  @Test
  void aFileForSpreadsheetsStartsWithAByteOrderMark() {
    Answer file = api.get(token, PATH, "format", "csv", "download", "true");
    Answer plain = api.get(token, PATH, "format", "csv");
    Answer lines = api.get(token, PATH, "format", "ndjson", "download", "true");

    assertThat(file.text()).startsWith("\ufeffevent_time,");
    assertThat(file.text().substring(1)).isEqualTo(plain.text());
    assertThat(lines.text()).startsWith("{");
    assertThat(lines.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("usage.ndjson");
    assertThat(api.get(token, PATH, "download", "true").status()).isEqualTo(400);
  }

  @Test
  void aCursorThatSomebodyChangedIsRefused() {
    String cursor = page(null, "limit", "3").path("next").asString();
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] = (byte) (changed[i] == '1' ? '2' : '1');
      String sent = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(accepts(sent)).as("byte " + i).isFalse();
    }
    assertThat(accepts(cursor)).isTrue();
  }

  @Test
  void aCursorMadeUpReachesNoFurtherThanARangeMay() {
    Selection selection =
        new Selection(
            new Scope(TENANT, "root", true, new TreeSet<>()),
            new TimeRange(Instant.EPOCH, Instant.ofEpochSecond(3_600)),
            Filters.NONE);
    String question =
        new RecordsRequest(
                KIND,
                selection,
                new RecordConditions(List.of(), Optional.empty(), Optional.empty()),
                RecordOrder.NEWEST_FIRST,
                Optional.empty(),
                50,
                false)
            .question();
    for (String[] range :
        new String[][] {
          {"1970-01-01T00:00:00Z", "2026-03-12T11:00:00Z"},
          {"2026-03-12T08:00:00Z", "+200000-01-01T00:00:00Z"},
        }) {
      Cursor made =
          new Cursor(
              new TimeRange(Instant.parse(range[0]), Instant.parse(range[1])), positionAt(0, "x"));
      Answer answer = api.get(token, PATH, "cursor", made.encode(selection, question));
      assertThat(answer.status()).as(range[1]).isEqualTo(400);
      assertThat(answer.json().path("detail").asString()).contains("no longer kept");
    }
  }

  @Test
  void equalBruteForceUnderRandomFilters() {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      List<String> sent = new ArrayList<>(List.of("range", "1d", "limit", "1000"));
      Predicate<ObjectNode> expected = call -> true;
      if (random.nextBoolean()) {
        String user = List.of("alice", "bob", "nobody").get(random.nextInt(3));
        boolean not = random.nextBoolean();
        sent.addAll(List.of(not ? "not_user_id" : "user_id", user));
        expected = expected.and(c -> c.path("user_id").asString().equals(user) != not);
      }
      if (random.nextBoolean()) {
        int status = random.nextBoolean() ? 200 : 500;
        sent.addAll(List.of("status_code", Integer.toString(status)));
        expected = expected.and(c -> c.path("status_code").asInt() == status);
      }
      if (random.nextBoolean()) {
        long least = 10L * random.nextInt(6);
        sent.addAll(List.of("min_latency_ms", Long.toString(least)));
        expected = expected.and(c -> c.path("latency_ms").asLong() >= least);
      }
      List<String> seen = new ArrayList<>();
      page(null, sent.toArray(String[]::new))
          .path("records")
          .forEach(record -> seen.add(record.path("request_id").asString()));
      // Newer calls that another test writes are no part of this.
      seen.removeIf(id -> id.startsWith("new"));
      assertThat(seen)
          .as("seed " + seed + ", " + sent)
          .containsExactlyElementsOf(
              records.stream()
                  .filter(expected)
                  .map(call -> call.path("request_id").asString())
                  .toList());
    }
  }

  @Test
  void oneCallIsFoundByItsIdWithinTheScope() {
    String member = api.tokens().member(TENANT, "carol");

    assertThat(api.get(token, PATH + "/r1").json().path("user_id").asString()).isEqualTo("alice");
    assertThat(api.get(member, PATH + "/r1").status()).isEqualTo(404);
    assertThat(api.get(api.tokens().superAdmin("globex", "x"), PATH + "/r1").status())
        .isEqualTo(404);
  }

  @Test
  void exportsAllPagesWithFormulasDefused() {
    Answer csv = api.get(token, PATH, "range", "1d", "user_id", "alice", "format", "csv");
    List<String> lines = csv.text().lines().toList();

    assertThat(lines.get(0)).startsWith("event_time,").doesNotContain("tenant_id");
    long alice =
        records.stream().filter(call -> call.path("user_id").asString().equals("alice")).count();
    assertThat(lines).hasSize((int) alice + 1);
    assertThat(csv.text()).contains(",'=1+1,").doesNotContain(",=1+1");

    Answer ndjson = api.get(token, PATH, "user_id", "alice", "format", "ndjson");
    assertThat(ndjson.text().lines().count()).isEqualTo(alice);
    assertThat(ndjson.text()).contains("\"request_id\":\"=1+1\"");
  }

  /** Read without a request: there are as many tries as bytes. */
  private static boolean accepts(String cursor) {
    try {
      read(LiveApi.NOW.minus(Duration.ofDays(29)), "cursor", cursor);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private static JsonNode page(String cursor, String... parameters) {
    List<String> all = new ArrayList<>(List.of(parameters));
    if (cursor != null) {
      all.addAll(List.of("cursor", cursor));
    }
    return api.readJson(token, PATH, all.toArray(String[]::new));
  }
}
