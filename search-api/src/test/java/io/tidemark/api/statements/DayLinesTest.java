/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static io.tidemark.api.statements.StatementSample.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.api.departments.Departments;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import io.tidemark.api.memory.AnswerMemory;
import io.tidemark.api.prices.PriceSource;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.modelcalls.DimensionTags;
import io.tidemark.model.pricing.FocusFile.Charge;
import io.tidemark.model.pricing.Statement.Head;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Booked months by the day, as cost files have them. */
@Tag("node")
class DayLinesTest {

  private static final String TENANT = "day-lines-tenant";
  private static final Instant CLOSED = Instant.parse("2026-02-03T00:00:00Z");

  private static final String PRICES =
      """
      {"currency": "USD", "default": true, "prices": [
        {"id": "gpt-4o", "match": {"model": "gpt-4o"}, "per_million": {"input": "2.50"}},
        {"id": "runs", "match": {"workload": "comfyui"}, "per_hour": {"run": "1"}}]}
      """;

  private static final PricedUsageDocument CALLS =
      new PricedUsageDocument(TENANT, "alice", "web", "openai", "gpt-4o");

  private static LiveApi api;

  @BeforeAll
  static void closeMonths() {
    api = LiveApi.shared();
    api.index(
        List.of(
            CALLS.ofDay("2026-01-02", 1, 1_000_000, 0),
            calls(1, 400_000),
            // What corrects January later.
            CALLS.ofDay("2026-01-20", 1, 400_000, 0),
            runs("2026-01-20T10:00:00Z", 1_000),
            runs("2026-01-21T10:00:00Z", 1_001),
            CALLS.ofHour("2026-02-20T10:00:00Z", 1, 100_000, 0),
            CALLS.ofHour("2026-02-21T10:00:00Z", 1, 300_000, 0)));
    putSetting(api, TENANT, "price-lists/main", PRICES);
    putSetting(
        api,
        TENANT,
        "fixed-costs/power",
        "{\"name\": \"Power\", \"amount\": \"31\", \"currency\": \"USD\", \"spread\": \"even\"}");
    api.bean(StatementCloser.class).close(TENANT, CLOSED, DAYS);
    api.bean(StatementCloser.class).close(TENANT, Instant.parse("2026-03-03T00:00:00Z"), DAYS);
  }

  /** The runs of both days are rounded once in the statement, and twice by the day. */
  @Test
  void daysAddUpToTheirLine() {
    assertThat(describe(listJanuary()))
        .containsExactlyInAnyOrder(
            "2026-01-02 input 2.5",
            "2026-01-20 input 1",
            "2026-01-20 run 0.000277777777777777777777",
            "2026-01-21 run 0.000278055555555555555556",
            "2026-01 fixed_cost 31");
    assertThat(sum(listJanuary())).isEqualByComparingTo(head(1).total());
  }

  @Test
  void aLineWhoseUsageHasChangedStaysWhole() {
    api.index(List.of(calls(2, 500_000)));
    try {
      assertThat(describe(listJanuary()))
          .contains("2026-01 input 3.5", "2026-01-21 run 0.000278055555555555555556")
          .noneMatch(charge -> charge.startsWith("2026-01-02"));
      assertThat(sum(listJanuary())).isEqualByComparingTo(head(1).total());
    } finally {
      api.index(List.of(calls(1, 400_000)));
    }
  }

  /** Neither hours nor days of it are kept. */
  @Test
  void aMonthThatIsNoLongerKeptStaysWhole() {
    List<Charge> charges = listJanuary(Instant.parse("2028-03-03T00:00:00Z"));

    assertThat(charges).hasSize(3).allMatch(charge -> charge.day() == null);
  }

  @Test
  void costFilesHaveTheDays() {
    Answer file =
        api.get(
            api.tokens().superAdmin(TENANT, "root"),
            "/api/v1/statements/2026-02/lines",
            "format",
            "focus");

    assertThat(file.text().lines().filter(row -> row.contains(",gpt-4o,")))
        .hasSize(2)
        .anyMatch(
            row ->
                row.startsWith("0.25,")
                    && row.contains(",2026-02-20T00:00:00Z,2026-02-21T00:00:00Z,"))
        .anyMatch(
            row ->
                row.startsWith("0.75,")
                    && row.contains(",2026-02-21T00:00:00Z,2026-02-22T00:00:00Z,"));
  }

  /** Statements do not distinguish them. */
  @Test
  void partsHaveTagsAndWorkflows() {
    assertThat(listJanuary())
        .filteredOn(charge -> charge.day() != null)
        .extracting(
            charge -> charge.line().price().tokenClass() + ' ' + charge.details().workflow(),
            charge -> charge.details().tags())
        .containsExactlyInAnyOrder(
            tuple("input null", Map.of()),
            tuple("input null", Map.of("team", "search")),
            tuple("run flow", Map.of()),
            tuple("run flow", Map.of()));
  }

  private static List<Charge> listJanuary() {
    return listJanuary(CLOSED);
  }

  private static List<Charge> listJanuary(Instant now) {
    DayLines lines =
        new DayLines(
            api.bean(MonthUsage.class),
            api.bean(PriceSource.class),
            api.bean(Departments.class),
            DAYS,
            DimensionTags.parse("team"),
            api.bean(AnswerMemory.class),
            api.bean(Clock.class));
    return lines
        .streamCharges(head(1), () -> api.bean(StatementStore.class).streamLines(head(1)), now)
        .toList();
  }

  /** On 20 January, of the team search. */
  private static IndexedDocument calls(long calls, long input) {
    IndexedDocument document = CALLS.ofHour("2026-01-20T10:00:00Z", calls, input, 0);
    document.source().put("tag_1", "search");
    return document;
  }

  private static List<String> describe(List<Charge> charges) {
    return charges.stream()
        .map(
            charge ->
                String.join(
                    " ",
                    charge.day() == null
                        ? "2026-01"
                        : charge.day().from().atZone(ZoneOffset.UTC).toLocalDate().toString(),
                    charge.line().price().tokenClass(),
                    charge.line().amount().stripTrailingZeros().toPlainString()))
        .toList();
  }

  private static BigDecimal sum(List<Charge> charges) {
    return charges.stream()
        .map(charge -> charge.line().amount())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Head head(int month) {
    return api.bean(StatementStore.class).findHead(TENANT, YearMonth.of(2026, month)).orElseThrow();
  }

  private static IndexedDocument runs(String hour, long runTime) {
    ObjectNode source = JsonNodeFactory.instance.objectNode();
    source.put("tenant_id", TENANT).put("user_id", "alice").put("workflow_id", "flow");
    source.put("hour", hour).put("window_minutes", 60).put("executions", 1);
    source.putObject("run_time_ms").put("sum", runTime);
    return new IndexedDocument(
        IndexFamily.COMFYUI_HOURLY.indexAt(Instant.parse(hour).toEpochMilli()),
        TENANT + hour,
        source);
  }
}
