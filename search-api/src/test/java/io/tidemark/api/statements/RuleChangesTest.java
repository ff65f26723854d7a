/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static io.tidemark.api.statements.StatementSample.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import io.tidemark.model.pricing.Statement;
import io.tidemark.model.pricing.StatementLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rules that begin and end at midnight in Shanghai, which is inside a day of UTC. */
@Tag("node")
class RuleChangesTest {

  private static final Instant JANUARY_ENDED = Instant.parse("2026-02-03T00:00:00Z");
  private static final Instant FEBRUARY_ENDED = Instant.parse("2026-03-03T00:00:00Z");

  private static final String PRICES =
      """
      {"currency": "USD", "default": true, "prices": [
        {"id": "gpt-4o", "match": {"model": "gpt-4o"}, "per_million": {"input": "2.50"}}]}
      """;

  private static final String RULES =
      """
      {"default_time_zone": "Asia/Shanghai", "rules": [
        {"id": "before", "match": {"project_id": "web"}, "shares": "apps", "valid_to": "DAY"},
        {"id": "after", "match": {"project_id": "web"}, "shares": "data", "valid_from": "DAY"},
        {"id": "lab", "match": {"project_id": "lab"}, "shares": "research"}]}
      """;

  private static final String RENT =
      """
      {"name": "Rent", "amount": "31", "currency": "USD", "spread": "to", "to": "apps"}
      """;

  private final LiveApi api = LiveApi.shared();

  /** The hours of the change are gone when the second month is booked. */
  @Test
  void booksNoCorrectionWhenHoursAreGone() {
    String tenant = "rule-changes-hours";
    index(tenant, "web", 400_000, "2026-01-15T10:00:00Z", "2026-01-15T17:00:00Z");
    index(tenant, "lab", 1_000_000, "2026-01-20T10:00:00Z");
    putSetting(api, tenant, "price-lists/main", PRICES);
    putSetting(api, tenant, "allocations/main", RULES.replace("DAY", "2026-01-16"));
    putSetting(
        api,
        tenant,
        "pools/own",
        "{\"name\": \"Own\", \"models\": [\"gpt*\"], \"gpus\": \"1\", \"currency\": \"USD\","
            + " \"price_per_gpu_hour\": \"1\", \"capacity\": \"100000\"}");
    putSetting(
        api,
        tenant,
        "fixed-costs/power",
        "{\"name\": \"Power\", \"amount\": \"31\", \"currency\": \"USD\", \"spread\": \"by_cost\"}");
    putSetting(api, tenant, "fixed-costs/rent", RENT);
    close(tenant, JANUARY_ENDED);

    assertThat(sumUsage(tenant, "2026-01"))
        .isEqualTo(Map.of("web apps", "1", "web data", "1", "lab research", "2.5"));
    assertThat(read(tenant, "2026-01").path("exact").asBoolean()).isTrue();
    StatementAnswer.ProofAnswer proof = prove(tenant, JANUARY_ENDED);
    assertThat(proof.proven()).as(proof.toString()).isTrue();

    // What no rule moves is corrected.
    putSetting(api, tenant, "price-lists/main", PRICES.replace("2.50", "3.50"));
    putSetting(api, tenant, "fixed-costs/rent", RENT.replace("31", "41"));
    close(tenant, FEBRUARY_ENDED);

    assertThat(sumUsage(tenant, "2026-02")).isEqualTo(Map.of("lab research", "1"));
    assertThat(sumFixedCorrections(tenant, "2026-02")).isEqualTo(Map.of("Rent", "10"));
    StatementAnswer.ProofAnswer later = prove(tenant, FEBRUARY_ENDED);
    assertThat(later.differing()).as(later.toString()).isZero();
    // Usage of the lab and rent; that of the web, power and the pool depend on hours.
    assertThat(later.agree()).isEqualTo(2);
    assertThat(later.skipped()).isPositive();
  }

  @Test
  void isNotExactWhenARuleChangesInsideADayThatIsReadAsOne() {
    String tenant = "rule-changes-days";
    index(tenant, "web", 400_000, "2026-01-02T10:00:00Z", "2026-01-02T17:00:00Z");
    putSetting(api, tenant, "price-lists/main", PRICES);
    putSetting(api, tenant, "allocations/main", RULES.replace("DAY", "2026-01-03"));
    close(tenant, JANUARY_ENDED);

    assertThat(sumUsage(tenant, "2026-01")).isEqualTo(Map.of("web apps", "2"));
    assertThat(read(tenant, "2026-01").path("exact").asBoolean()).isFalse();
  }

  /** Windows of a day, their calls, and the day. */
  private void index(String tenant, String project, long input, String... hours) {
    PricedUsageDocument usage =
        new PricedUsageDocument(tenant, "alice", project, "openai", "gpt-4o");
    for (String hour : hours) {
      IndexedDocument call = usage.ofRecord(hour.replace(":00:00Z", ":20:00Z"), input, 0);
      call.source().put("request_id", project + hour);
      api.index(List.of(usage.ofHour(hour, 1, input, 0), call));
    }
    String day = hours[0].substring(0, "2026-01-15".length());
    api.index(List.of(usage.ofDay(day, hours.length, input * hours.length, 0)));
  }

  private void close(String tenant, Instant now) {
    api.bean(StatementCloser.class).close(tenant, now, DAYS);
  }

  private StatementAnswer.ProofAnswer prove(String tenant, Instant now) {
    Statement.Head head =
        api.bean(StatementStore.class).findHead(tenant, YearMonth.of(2026, 1)).orElseThrow();
    return api.bean(StatementProof.class).proveStatement(head, now, DAYS);
  }

  /** Amounts of usage and its corrections, by project and department. */
  private Map<String, String> sumUsage(String tenant, String month) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (JsonNode line : read(tenant, month + "/lines").path("lines")) {
      if (line.path("token_class").asString().equals("input")) {
        sums.merge(
            line.path("project_id").asString() + ' ' + line.path("department").asString(),
            new BigDecimal(line.path("amount").asString()),
            BigDecimal::add);
      }
    }
    return formatPlain(sums);
  }

  /** Amounts of corrections, by fixed cost. */
  private Map<String, String> sumFixedCorrections(String tenant, String month) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (JsonNode line : read(tenant, month + "/lines").path("lines")) {
      if (line.path("token_class").asString().equals(StatementLine.FIXED_COST)
          && line.path("correction_of").isString()) {
        sums.merge(
            line.path("price_id").asString(),
            new BigDecimal(line.path("amount").asString()),
            BigDecimal::add);
      }
    }
    return formatPlain(sums);
  }

  private static Map<String, String> formatPlain(Map<String, BigDecimal> sums) {
    Map<String, String> texts = new TreeMap<>();
    sums.forEach((key, sum) -> texts.put(key, sum.stripTrailingZeros().toPlainString()));
    return texts;
  }

  private JsonNode read(String tenant, String path) {
    return api.readJson(root(tenant), "/api/v1/statements/" + path);
  }

  private String root(String tenant) {
    return api.tokens().superAdmin(tenant, "root");
  }
}
