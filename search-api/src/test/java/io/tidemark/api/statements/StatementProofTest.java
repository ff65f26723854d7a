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
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.pricing.Statement;
import io.tidemark.model.pricing.StatementLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A month whose first days are counted from days, with runs that are priced by the hour. */
@Tag("node")
class StatementProofTest {

  private static final String TENANT = "proof-tenant";
  private static final Instant CLOSED = Instant.parse("2026-02-03T00:00:00Z");
  private static final String HOUR = "2026-01-20T10:00:00Z";

  private static final String PRICES =
      """
      {"currency": "USD", "default": true, "prices": [
        {"id": "old", "match": {"model": "gpt-4o"}, "valid_to": "2026-01-03T00:00:00Z",
         "per_million": {"input": "2.50", "output": "10.00"}},
        {"id": "new", "match": {"model": "gpt-4o"}, "valid_from": "2026-01-03T00:00:00Z",
         "per_million": {"input": "4.00", "output": "10.00"}},
        {"id": "days", "match": {"model": "qwen"}, "per_million": {"input": "1"},
         "hours": [{"from": "08:00", "to": "20:00", "factor": "2"}]},
        {"id": "runs", "match": {"workload": "comfyui"}, "per_hour": {"run": "1"}}]}
      """;

  private static LiveApi api;

  @BeforeAll
  static void closeTheMonth() {
    api = LiveApi.shared();
    PricedUsageDocument calls = new PricedUsageDocument(TENANT, "alice", "web", "own", "gpt-4o");
    PricedUsageDocument byDay = new PricedUsageDocument(TENANT, "bob", "web", "own", "qwen");
    IndexedDocument playground = calls.ofRecord("2026-01-20T10:10:00Z", 5_000, 100);
    playground.source().put("channel", "playground");
    api.index(
        List.of(
            playground,
            byDay.ofHour(HOUR, 1, 300_000, 0),
            byDay.ofRecord("2026-01-20T10:20:30Z", 300_000, 0),
            calls.ofDay("2026-01-01", 3, 1_000_000, 0),
            calls.ofDay("2026-01-02", 3, 1_000_000, 100_000),
            calls.ofDay("2026-01-03", 3, 2_000_000, 0),
            runs(2, 2_001),
            run("proof-1", 1_000),
            run("proof-2", 1_001)));
    putSetting(api, TENANT, "price-lists/main", PRICES);
    api.bean(StatementCloser.class).close(TENANT, CLOSED, DAYS);
  }

  @Test
  void daysArePricedOneByOne() {
    List<BigDecimal> amounts = new ArrayList<>();
    for (StatementLine line : lines()) {
      if (line.price().tokenClass().equals("input") && !line.price().priceId().equals("days")) {
        amounts.add(line.amount().stripTrailingZeros());
      }
    }
    assertThat(amounts).containsExactlyInAnyOrder(new BigDecimal("5"), new BigDecimal("8"));
    StatementAnswer.ProofAnswer proof = prove();
    assertThat(proof.proven()).as(proof.toString()).isTrue();
    // Two prices of input, one of output, that of the day, and the runs.
    assertThat(proof.agree()).isEqualTo(5);
  }

  /** What depends on hours is compared while the same hours are kept. */
  @Test
  void pricesByTheHourAreProvenOnTheDayOfBooking() {
    assertThat(prove().skipped()).isZero();
    StatementAnswer.ProofAnswer later =
        api.bean(StatementProof.class)
            .proveStatement(head(), CLOSED.plus(Duration.ofDays(1)), DAYS);

    assertThat(later.differing()).as(later.toString()).isZero();
    assertThat(later.skipped()).isEqualTo(1);
  }

  /** No window counts calls from the playground. */
  @Test
  void recordsOfThePlaygroundAreNoDifference() {
    assertThat(prove().differences()).isEmpty();
    assertThat(prove().records()).isEqualTo(3);
  }

  /** 2001 ms are rounded once, 1000 ms and 1001 ms twice: the sums differ in the last digit. */
  @Test
  void roundingOfSingleRunsIsNoDifference() {
    StatementLine booked =
        lines().stream()
            .filter(line -> line.price().tokenClass().equals("run"))
            .findFirst()
            .orElseThrow();
    BigDecimal single = new BigDecimal("0.000277777777777777777778");
    BigDecimal other = new BigDecimal("0.000278055555555555555556");

    assertThat(booked.quantity()).isEqualByComparingTo("2001");
    assertThat(booked.amount()).isNotEqualByComparingTo(single.add(other));
    assertThat(prove().proven()).isTrue();
  }

  @Test
  void aRunOfAnotherLengthIsADifference() {
    api.index(List.of(run("proof-2", 1_002)));
    try {
      StatementAnswer.ProofAnswer proof = prove();

      assertThat(proof.proven()).isFalse();
      assertThat(proof.differences())
          .singleElement()
          .satisfies(difference -> assertThat(difference.line().tokenClass()).isEqualTo("run"));
    } finally {
      api.index(List.of(run("proof-2", 1_001)));
    }
  }

  private static Statement.Head head() {
    return api.bean(StatementStore.class).findHead(TENANT, YearMonth.of(2026, 1)).orElseThrow();
  }

  private static List<StatementLine> lines() {
    return api.bean(StatementStore.class).streamLines(head()).toList();
  }

  private static StatementAnswer.ProofAnswer prove() {
    return api.bean(StatementProof.class).proveStatement(head(), CLOSED, DAYS);
  }

  private static IndexedDocument runs(long runs, long runTime) {
    ObjectNode source = run();
    source.put("hour", HOUR).put("window_minutes", 60).put("executions", runs);
    source.putObject("run_time_ms").put("sum", runTime);
    return document(IndexFamily.COMFYUI_HOURLY, TENANT + "-runs", source);
  }

  private static IndexedDocument run(String id, long runTime) {
    ObjectNode source = run();
    source.put("event_time", "2026-01-20T10:20:00Z").put("finished_at", "2026-01-20T10:20:00Z");
    source.put("task_id", id).put("outcome", "succeeded").put("run_time_ms", runTime);
    return document(IndexFamily.COMFYUI_RECORDS, id, source);
  }

  private static ObjectNode run() {
    ObjectNode source = JsonNodeFactory.instance.objectNode();
    source.put("tenant_id", TENANT).put("user_id", "alice").put("api_key_id", "key-of-alice");
    return source.put("workflow_id", "proof-flow").put("source", "api");
  }

  private static IndexedDocument document(IndexFamily family, String id, ObjectNode source) {
    return new IndexedDocument(family.indexAt(Instant.parse(HOUR).toEpochMilli()), id, source);
  }
}
