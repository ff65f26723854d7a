/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static io.tidemark.api.statements.StatementSample.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import io.tidemark.api.live.Tokens;
import io.tidemark.api.people.PeopleSample;
import io.tidemark.model.pricing.Statement;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Months of a small tenant: January is closed, its price is corrected, and February is closed. */
@Tag("node")
class StatementRoutesTest {

  private static final String TENANT = "statements-tenant";
  private static final String STATEMENTS = "/api/v1/statements";

  private static final String PRICES =
      """
      {"currency": "USD", "default": true, "prices": [
        {"id": "gpt-4o", "match": {"model": "gpt-4o"}, "valid_from": "2026-01-01T00:00:00Z",
         "per_million": {"input": "2.50", "output": "10.00"}},
        {"id": "nights", "match": {"model": "qwen"}, "per_million": {"input": "1", "output": "1"},
         "hours": [{"days": "mon-sun", "from": "08:00", "to": "20:00", "factor": "2"}]}]}
      """;

  private static final String RULES =
      "{\"rules\": [{\"id\": \"web\", \"match\": {\"project_id\": \"web\"},"
          + " \"shares\": {\"apps\": \"0.7\", \"data\": \"0.3\"}}]}";

  private static LiveApi api;
  private static String januaryBefore;
  private static String headBefore;

  @BeforeAll
  static void closeMonths() {
    api = LiveApi.shared();
    PricedUsageDocument web = new PricedUsageDocument(TENANT, "alice", "web", "openai", "gpt-4o");
    PricedUsageDocument lab = new PricedUsageDocument(TENANT, "bob", "lab", "own", "qwen");
    // Hours of the first days of January are gone when it is closed; days are kept.
    api.index(
        List.of(
            web.ofDay("2026-01-02", 10, 1_000_000, 200_000),
            web.ofHour("2026-01-20T10:00:00Z", 5, 400_000, 100_000),
            web.ofDay("2026-01-20", 5, 400_000, 100_000),
            lab.ofHour("2026-01-20T09:00:00Z", 5, 300_000, 0),
            lab.ofDay("2026-01-20", 5, 300_000, 0),
            web.ofHour("2026-02-10T10:00:00Z", 1, 40_000, 10_000),
            web.ofRecord("2026-02-10T10:20:30Z", 40_000, 10_000),
            web.ofDay("2026-02-10", 1, 40_000, 10_000)));
    PeopleSample.put(
        api,
        api.tokens().superAdmin(TENANT, "root"),
        "{\"kind\":\"user\",\"id\":\"alice\",\"name\":\"Alice Li\"}",
        "{\"kind\":\"department\",\"id\":\"apps\",\"name\":\"Apps\"}");
    putSetting(api, TENANT, "price-lists/main", PRICES);
    putSetting(api, TENANT, "allocations/main", RULES);
    putSetting(
        api,
        TENANT,
        "fixed-costs/power",
        "{\"name\": \"Power\", \"amount\": \"31\", \"currency\": \"USD\", \"spread\": \"by_cost\"}");
    closer().close(TENANT, Instant.parse("2026-02-01T12:00:00Z"), DAYS);
    assertThat(get(STATEMENTS).json().path("statements")).as("January is not over").isEmpty();
    closer().close(TENANT, Instant.parse("2026-02-03T00:00:00Z"), DAYS);
    januaryBefore = get(STATEMENTS + "/2026-01/lines", "format", "csv").text();
    headBefore = get(STATEMENTS + "/2026-01").text();
    putSetting(api, TENANT, "price-lists/main", PRICES.replace("2.50", "3.00"));
    putSetting(
        api,
        TENANT,
        "pools/own",
        "{\"name\": \"Own\", \"models\": [\"gpt*\"], \"gpus\": \"2\", \"currency\": \"USD\","
            + " \"price_per_gpu_hour\": \"0.50\", \"capacity\": \"10000\"}");
    closer().close(TENANT, Instant.parse("2026-03-03T00:00:00Z"), DAYS);
  }

  private static StatementCloser closer() {
    return api.bean(StatementCloser.class);
  }

  @Test
  void aMonthIsBookedFromDaysAndHours() {
    JsonNode january = get(STATEMENTS + "/2026-01").json();

    // 1.4 million input at 2.50, 0.3 million output at 10, 0.3 million at twice 1, and power.
    assertThat(january.path("total").asString()).isEqualTo("38.1");
    assertThat(january.path("corrections").asString()).isEqualTo("0");
    assertThat(january.path("counted_from").asString()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(january.path("previous_hash").asString()).isEqualTo(Statement.FIRST);
    assertThat(january.path("intact").asBoolean()).isTrue();
    assertThat(january.path("revisions").toString())
        .isEqualTo("{\"allocation/main\":1,\"fixed-cost/power\":1,\"price-list/main\":1}");
    Map<String, BigDecimal> departments = sums(lines("2026-01"), "department");
    assertThat(departments.get("unallocated")).isEqualByComparingTo("0.6");
    // 70 % of the usage, and of the power that departments share.
    assertThat(departments.get("apps")).isEqualByComparingTo("26.25");
    assertThat(departments.get("data")).isEqualByComparingTo("11.25");
  }

  @Test
  void linesHaveTheNamesOfToday() {
    for (JsonNode line : lines("2026-01")) {
      boolean alice = line.path("user_id").asString("").equals("alice");
      boolean apps = line.path("department").asString().equals("apps");
      assertThat(line.path("labels").path("user_id").asString(""))
          .isEqualTo(alice ? "Alice Li" : "");
      assertThat(line.path("labels").path("department").asString("")).isEqualTo(apps ? "Apps" : "");
    }
    assertThat(januaryBefore.lines().findFirst().orElseThrow())
        .endsWith(
            ",correction_of,department_label,project_id_label,user_id_label,"
                + "api_key_id_label,model_label");
    assertThat(januaryBefore).contains(",Apps,,Alice Li,,\r\n");
  }

  @Test
  void aLateCorrectionLeavesTheOldStatementAndIsALineOfTheNext() {
    assertThat(get(STATEMENTS + "/2026-01/lines", "format", "csv").text()).isEqualTo(januaryBefore);
    assertThat(get(STATEMENTS + "/2026-01").text()).isEqualTo(headBefore);

    JsonNode february = get(STATEMENTS + "/2026-02").json();
    JsonNode january = get(STATEMENTS + "/2026-01").json();
    // 0.50 more for 1.4 million; the hours of qwen are gone and are not corrected.
    assertThat(february.path("corrections").asString()).isEqualTo("0.7");
    assertThat(february.path("previous_hash")).isEqualTo(january.path("hash"));
    assertThat(february.path("intact").asBoolean()).isTrue();
    Map<String, BigDecimal> corrections = new LinkedHashMap<>();
    for (JsonNode line : lines("2026-02")) {
      if (line.path("correction_of").asString("").equals("2026-01")) {
        corrections.merge(
            line.path("department").asString() + ' ' + line.path("unit_price").asString(),
            new BigDecimal(line.path("quantity").asString()),
            BigDecimal::add);
      }
    }
    assertThat(corrections.get("apps 0.0000025")).isEqualByComparingTo("-980000");
    assertThat(corrections.get("apps 0.000003")).isEqualByComparingTo("980000");
    assertThat(corrections).hasSize(4);
  }

  /** The pool came after January was booked. */
  @Test
  void poolsStandOnLinesOfTheirOwn() {
    Map<String, BigDecimal> own = new LinkedHashMap<>();
    for (JsonNode line : lines("2026-02")) {
      if (line.path("token_class").asString().equals("pool")) {
        assertThat(line.path("price_id").asString()).isEqualTo("Own");
        assertThat(line.path("correction_of").isNull()).isTrue();
        own.put(line.path("department").asString(), new BigDecimal(line.path("amount").asString()));
      }
    }
    // 24 on each of 28 days. On the 10th, 50,000 of 240,000 tokens went to the project web.
    assertThat(own).containsOnlyKeys("apps", "data", "idle");
    assertThat(own.get("apps")).isEqualByComparingTo("3.5");
    assertThat(own.get("data")).isEqualByComparingTo("1.5");
    assertThat(own.get("idle")).isEqualByComparingTo("667");
    assertThat(januaryBefore).doesNotContain("pool");
  }

  @Test
  void onlyOneInstanceBooksAMonth() {
    StatementStore store = api.bean(StatementStore.class);
    Statement.Head head = store.findHead(TENANT, YearMonth.of(2026, 2)).orElseThrow();
    Statement again = new Statement(head, store.streamLines(head).toList());

    assertThat(again.isIntact()).isTrue();
    assertThat(store.createStatement(again)).isFalse();
    closer().close(TENANT, Instant.parse("2026-03-03T01:00:00Z"), DAYS);
    assertThat(get(STATEMENTS).json().path("statements")).hasSize(2);
  }

  @Test
  void aMonthIsProvenFromItsRecords() {
    StatementAnswer.ProofAnswer proof = prove(2);

    assertThat(proof.proven()).as(proof.toString()).isTrue();
    assertThat(proof.records()).isEqualTo(1);
    assertThat(proof.recordsFrom()).isEqualTo("2026-02-02T00:00:00Z");
    // Input and output of two departments, their power, and the pool with its idle part.
    assertThat(proof.agree()).isEqualTo(9);
  }

  @Test
  void aRecordThatWasNotBookedIsFound() {
    api.index(
        List.of(
            new PricedUsageDocument(TENANT, "carol", "lab", "openai", "gpt-4o")
                .ofRecord("2026-02-11T10:00:00Z", 1_000, 0)));
    try {
      StatementAnswer.ProofAnswer proof = prove(2);
      assertThat(proof.proven()).isFalse();
      assertThat(proof.differences()).hasSize(1);
      assertThat(proof.differences().get(0).booked()).isNull();
      assertThat(proof.differences().get(0).computed()).isEqualTo("0.003");
    } finally {
      api.elasticsearch(
          "POST",
          "/tidemark-model-calls-records-2026.02.11/_delete_by_query?refresh=true",
          "{\"query\":{\"term\":{\"tenant_id\":\"" + TENANT + "\"}}}");
    }
  }

  /**
   * Hours of January are gone: what depends on them is left out, and the rest is read from days.
   */
  @Test
  void anOlderMonthIsComparedAsFarAsDaysTell() {
    StatementAnswer.ProofAnswer proof = prove(1);

    assertThat(proof.differing()).as(proof.toString()).isZero();
    assertThat(proof.agree()).isEqualTo(4);
    assertThat(proof.skipped()).isPositive();
    assertThat(proof.proven()).isFalse();
  }

  private static StatementAnswer.ProofAnswer prove(int month) {
    Statement.Head head =
        api.bean(StatementStore.class).findHead(TENANT, YearMonth.of(2026, month)).orElseThrow();
    return api.bean(StatementProof.class)
        .proveStatement(head, Instant.parse("2026-03-03T00:00:00Z"), DAYS);
  }

  @Test
  void aForgedLineIsFound() {
    StatementStore store = api.bean(StatementStore.class);
    Statement.Head head = store.findHead(TENANT, YearMonth.of(2026, 1)).orElseThrow();
    String index = "/tidemark-statements/_search";
    String find =
        "{\"query\":{\"bool\":{\"filter\":[{\"term\":{\"lines_hash\":\"%s\"}},{\"term\":{\"entry\":\"lines\"}}]}}}";
    JsonNode hit =
        JsonMapper.shared()
            .readTree(api.elasticsearch("POST", index, find.formatted(head.linesHash())))
            .path("hits")
            .path("hits")
            .path(0);
    String path = "/tidemark-statements/_doc/" + hit.path("_id").asString() + "?refresh=true";
    String right = hit.path("_source").toString();
    api.elasticsearch("PUT", path, right.replace("\"bob\"", "\"eve\""));
    try {
      assertThat(get(STATEMENTS + "/2026-01").json().path("intact").asBoolean()).isFalse();
    } finally {
      api.elasticsearch("PUT", path, right);
    }
    assertThat(get(STATEMENTS + "/2026-01").json().path("intact").asBoolean()).isTrue();
  }

  @Test
  void costFilesKeepTheProductsOfFocus() {
    String text = get(STATEMENTS + "/2026-01/lines", "format", "focus").text();
    String[] rows = text.split("\r\n", -1);
    List<String> columns = Arrays.asList(rows[0].split(",", -1));
    BigDecimal billed = BigDecimal.ZERO;
    for (int i = 1; i < rows.length - 1; i++) {
      String[] values = rows[i].split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      BigDecimal price = new BigDecimal(values[columns.indexOf("ListUnitPrice")]);
      BigDecimal quantity = new BigDecimal(values[columns.indexOf("PricingQuantity")]);
      assertThat(price.multiply(quantity))
          .isEqualByComparingTo(values[columns.indexOf("ListCost")]);
      billed = billed.add(new BigDecimal(values[columns.indexOf("BilledCost")]));
      assertThat(values[columns.indexOf("PricingCategory")])
          .isEqualTo(values[columns.indexOf("x_Model")].equals("qwen") ? "Dynamic" : "Standard");
    }
    assertThat(billed).isEqualByComparingTo("38.1");
    JsonNode metadata = get(STATEMENTS + "/2026-01/focus-metadata").json();
    assertThat(metadata.path("FocusVersion").asString()).isEqualTo("1.2");
    List<String> described = new ArrayList<>();
    metadata
        .path("ColumnDefinition")
        .forEach(column -> described.add(column.path("ColumnName").asString()));
    assertThat(described).isEqualTo(columns);
  }

  /** A correction takes back the price of January, which the list of February no longer has. */
  @Test
  void costFilesKnowPricesThatHaveLeft() {
    String[] rows = get(STATEMENTS + "/2026-02/lines", "format", "focus").text().split("\r\n", -1);
    List<String> columns = Arrays.asList(rows[0].split(",", -1));
    Set<String> corrected = new TreeSet<>();
    for (String row : rows) {
      String[] values = row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      if (row.contains(",Correction,") && !row.contains("Purchase")) {
        corrected.add(
            Stream.of("ListUnitPrice", "PricingCurrencyListUnitPrice", "ChargePeriodStart")
                .map(column -> values[columns.indexOf(column)])
                .collect(Collectors.joining(" ")));
      }
    }
    assertThat(corrected)
        .containsExactly("2.5 2.5 2026-01-01T00:00:00Z", "3 3 2026-01-01T00:00:00Z");
  }

  @Test
  void linesAreReadInParts() {
    JsonNode all = get(STATEMENTS + "/2026-01/lines").json();
    JsonNode part = get(STATEMENTS + "/2026-01/lines", "offset", "1", "limit", "2").json();

    assertThat(part.path("lines").path(0)).isEqualTo(all.path("lines").path(1));
    assertThat(part.path("next").asInt()).isEqualTo(3);
    assertThat(all.path("next").isNull()).isTrue();
    assertThat(all.path("total").asInt()).isEqualTo(all.path("lines").size());
  }

  @Test
  void financeReadsStatementsAndMembersDoNot() {
    String finance =
        api.tokens()
            .sign(Tokens.claims(TENANT, "fiona").claim("roles", List.of("finance")).build());
    String member = api.tokens().member(TENANT, "alice");
    for (String path : List.of("", "/2026-01", "/2026-01/lines", "/2026-01/focus-metadata")) {
      assertThat(api.get(finance, STATEMENTS + path).status()).isEqualTo(200);
      assertThat(api.get(member, STATEMENTS + path).status()).isEqualTo(403);
    }
    String other = api.tokens().superAdmin("statements-other", "root");
    assertThat(api.get(other, STATEMENTS + "/2026-01").status()).isEqualTo(404);
    assertThat(api.get(root(), STATEMENTS + "/2026-1").status()).isEqualTo(400);
    assertThat(get(STATEMENTS).json().path("open").path("month").asString()).isEqualTo("2026-03");
  }

  private static JsonNode lines(String month) {
    return get(STATEMENTS + "/" + month + "/lines").json().path("lines");
  }

  private static Map<String, BigDecimal> sums(JsonNode lines, String field) {
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    lines.forEach(
        line ->
            sums.merge(
                line.path(field).asString(""),
                new BigDecimal(line.path("amount").asString()),
                BigDecimal::add));
    return sums;
  }

  private static Answer get(String path, String... parameters) {
    Answer answer = api.get(root(), path, parameters);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private static String root() {
    return api.tokens().superAdmin(TENANT, "root");
  }
}
