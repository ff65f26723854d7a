/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.departments.Departments;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import io.tidemark.api.prices.PriceSource;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.pricing.Statement;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Months of which days are no longer kept, or no longer reported, when they are compared. */
@Tag("node")
class KeptUsageTest {

  private static final Instant JANUARY_ENDED = Instant.parse("2026-02-03T00:00:00Z");
  private static final Instant FEBRUARY_ENDED = Instant.parse("2026-03-03T00:00:00Z");

  private static final String PRICES =
      """
      {"currency": "USD", "default": true, "prices": [
        {"id": "gpt-4o", "match": {"model": "gpt-4o"}, "per_million": {"input": "2.50"}},
        {"id": "runs", "match": {"workload": "comfyui"}, "per_hour": {"run": "6"}}]}
      """;

  private static final String RENT =
      """
      {"name": "Rent", "amount": "31", "currency": "USD", "spread": "to", "to": "apps"}
      """;

  private static final KeptDays ALL_DAYS = daysFrom("2026-01-01");

  private final LiveApi api = LiveApi.shared();

  /** A job that begins again reports days from then on; those before are of another job. */
  @Test
  void correctsNoUsageOfWhichDaysAreGone() {
    String tenant = "kept-usage-restarted";
    closeJanuary(tenant, workload -> Optional.of(ALL_DAYS));
    assertThat(sumLines(tenant, "2026-01"))
        .isEqualTo(Map.of("gpt-4o", "2.5", "runs", "6", "Power", "31", "Rent", "31"));

    putSetting(api, tenant, "price-lists/main", PRICES.replace("2.50", "3.50"));
    putSetting(api, tenant, "fixed-costs/rent", RENT.replace("31", "41"));
    KeptDays.Source days =
        workload -> Optional.of(workload == Workload.COMFYUI ? daysFrom("2026-02-20") : ALL_DAYS);
    close(tenant, FEBRUARY_ENDED, days);

    // Power is shared by the cost of all usage.
    assertThat(sumCorrections(tenant)).isEqualTo(Map.of("gpt-4o", "1", "Rent", "10"));
    StatementAnswer.ProofAnswer proof = prove(tenant, days);
    assertThat(proof.differing()).as(proof.toString()).isZero();
    assertThat(proof.proven()).isFalse();
  }

  @Test
  void correctsFixedCostsAloneWithoutDays() {
    String tenant = "kept-usage-without-days";
    closeJanuary(tenant, workload -> Optional.of(ALL_DAYS));

    putSetting(api, tenant, "price-lists/main", PRICES.replace("2.50", "3.50"));
    putSetting(api, tenant, "fixed-costs/rent", RENT.replace("31", "41"));
    close(tenant, FEBRUARY_ENDED, workload -> Optional.empty());

    assertThat(sumCorrections(tenant)).isEqualTo(Map.of("Rent", "10"));
    StatementAnswer.ProofAnswer proof = prove(tenant, workload -> Optional.empty());
    assertThat(proof.differing()).as(proof.toString()).isZero();
    assertThat(proof.proven()).isFalse();
  }

  /** Its progress is kept for as long as hours are, and its days for 400 days. */
  @Test
  void readsDaysOfAWorkloadThatTheJobNoLongerRuns() {
    String tenant = "kept-usage-ended";
    KeptDays.Source days =
        workload -> workload == Workload.COMFYUI ? Optional.empty() : Optional.of(ALL_DAYS);
    closeJanuary(tenant, days);
    assertThat(sumLines(tenant, "2026-01"))
        .isEqualTo(Map.of("gpt-4o", "2.5", "runs", "6", "Power", "31", "Rent", "31"));

    close(tenant, FEBRUARY_ENDED, days);
    assertThat(sumCorrections(tenant)).isEmpty();
  }

  /** The job says where days began, however long ago; days expire. */
  @Test
  void countsFromTheFirstDayThatIsKept() {
    String tenant = "kept-usage-expired";
    KeptDays.Source days = workload -> Optional.of(ALL_DAYS);
    closeJanuary(tenant, days);
    PricesInForce prices = api.bean(PriceSource.class).find(tenant, Optional.empty()).orElseThrow();
    Instant now = Instant.parse("2027-02-10T00:00:00Z");
    TimeRange january =
        new TimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));
    MonthUsage.Input input =
        new MonthUsage.Input(
            tenant,
            january,
            ZoneOffset.UTC,
            now,
            prices,
            api.bean(Departments.class).find(tenant, Optional.of(prices.asOf())));

    ComputedMonth computed = api.bean(MonthUsage.class).computeMonth(input, days);

    assertThat(computed.countedFrom()).isEqualTo("2026-01-07T00:00:00Z");
    assertThat(computed.hasUsage()).isFalse();
    assertThatThrownBy(() -> prove(tenant, days, now))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "The usage of 2026-01 is no longer kept as a whole: it was counted from"
                + " 2026-01-01T00:00:00Z on and is kept from 2026-01-07T00:00:00Z on.");
  }

  private void closeJanuary(String tenant, KeptDays.Source days) {
    PricedUsageDocument calls = new PricedUsageDocument(tenant, "alice", "web", "openai", "gpt-4o");
    // No hours of it are kept when January is booked.
    api.index(List.of(calls.ofDay("2026-01-02", 1, 1_000_000, 0), runs(tenant)));
    putSetting(api, tenant, "price-lists/main", PRICES);
    putSetting(
        api,
        tenant,
        "allocations/main",
        "{\"rules\": [{\"id\": \"all\", \"match\": {\"user_id\": \"alice\"}, \"shares\": \"apps\"}]}");
    putSetting(
        api,
        tenant,
        "fixed-costs/power",
        "{\"name\": \"Power\", \"amount\": \"31\", \"currency\": \"USD\", \"spread\": \"by_cost\"}");
    putSetting(api, tenant, "fixed-costs/rent", RENT);
    close(tenant, JANUARY_ENDED, days);
  }

  /** An hour of run time on one day. */
  private static IndexedDocument runs(String tenant) {
    String day = "2026-01-02T00:00:00Z";
    ObjectNode source = JsonNodeFactory.instance.objectNode();
    source.put("tenant_id", tenant).put("user_id", "alice").put("executions", 1);
    source.put("day", day).put("day_zone", "UTC").put("window_minutes", 1_440);
    source.putObject("run_time_ms").put("count", 1).put("sum", 3_600_000);
    return new IndexedDocument(
        IndexFamily.COMFYUI_DAILY.indexAt(Instant.parse(day).toEpochMilli()),
        tenant + "-runs",
        source);
  }

  private static KeptDays daysFrom(String day) {
    return new KeptDays(ZoneId.of("UTC"), Instant.parse(day + "T00:00:00Z"));
  }

  private void close(String tenant, Instant now, KeptDays.Source days) {
    api.bean(StatementCloser.class).close(tenant, now, days);
  }

  private StatementAnswer.ProofAnswer prove(String tenant, KeptDays.Source days) {
    return prove(tenant, days, FEBRUARY_ENDED);
  }

  private StatementAnswer.ProofAnswer prove(String tenant, KeptDays.Source days, Instant now) {
    Statement.Head head =
        api.bean(StatementStore.class).findHead(tenant, YearMonth.of(2026, 1)).orElseThrow();
    return api.bean(StatementProof.class).proveStatement(head, now, days);
  }

  private Map<String, String> sumCorrections(String tenant) {
    return sumLines(tenant, "2026-02", "2026-01");
  }

  private Map<String, String> sumLines(String tenant, String month) {
    return sumLines(tenant, month, "");
  }

  /** Amounts by price. */
  private Map<String, String> sumLines(String tenant, String month, String correctionOf) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (JsonNode line : read(tenant, month + "/lines").path("lines")) {
      if (line.path("correction_of").asString("").equals(correctionOf)) {
        sums.merge(
            line.path("price_id").asString(),
            new BigDecimal(line.path("amount").asString()),
            BigDecimal::add);
      }
    }
    Map<String, String> texts = new TreeMap<>();
    sums.forEach((price, sum) -> texts.put(price, sum.stripTrailingZeros().toPlainString()));
    return texts;
  }

  private JsonNode read(String tenant, String path) {
    return api.readJson(root(tenant), "/api/v1/statements/" + path);
  }

  private String root(String tenant) {
    return api.tokens().superAdmin(tenant, "root");
  }
}
