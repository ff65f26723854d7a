/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.TimeRange;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.ExchangeRates;
import io.tidemark.model.pricing.ModelPattern;
import io.tidemark.model.pricing.Pool;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.schema.WorkloadSchemas;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The cost of a pool in months whose days begin inside of an hour of UTC. */
@Tag("node")
class MonthPoolsTest {

  private static final LocalDate FEBRUARY = LocalDate.parse("2026-02-01");
  private static final Instant KEPT_HOURS = Instant.parse("2026-02-11T00:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns"})
  void splitsEachDayByItsOwnUsage(String zone) {
    LiveApi api = LiveApi.shared();
    String tenant = "month-pools-" + zone.toLowerCase(Locale.ROOT);
    // Half of what the pool can serve in a day, from days and from hours.
    api.index(
        List.of(
            createUsage(tenant, zone, FEBRUARY, 120_000),
            createUsage(tenant, zone, FEBRUARY.plusDays(20), 120_000)));
    Instant from = FEBRUARY.atStartOfDay(ZoneId.of(zone)).toInstant();
    Instant to = FEBRUARY.plusMonths(1).atStartOfDay(ZoneId.of(zone)).toInstant();
    DepartmentRules rules =
        new DepartmentRules(new Allocations(List.of()), List.of(), List.of(createPool(from)));
    MonthLines lines = new MonthLines(rules.allocations());

    api.bean(MonthPools.class)
        .addTo(
            lines,
            new MonthUsage.Input(
                tenant,
                new TimeRange(from, to),
                ZoneId.of(zone),
                LiveApi.NOW,
                new PricesInForce(
                    new PriceBook("USD", List.of(), new ExchangeRates(List.of())), "main", to),
                rules),
            KEPT_HOURS);

    Map<String, BigDecimal> parts = new TreeMap<>();
    lines.listLines().forEach(line -> parts.put(line.owner().department(), line.amount()));
    assertThat(parts).containsOnlyKeys("unallocated", "idle");
    assertThat(parts.get("unallocated")).isEqualByComparingTo("24");
    assertThat(parts.get("idle")).isEqualByComparingTo("648");
  }

  private static Pool createPool(Instant validFrom) {
    return new Pool(
        "Own",
        List.of(new ModelPattern("gpt-4o", false)),
        BigDecimal.ONE,
        BigDecimal.ONE,
        "USD",
        BigDecimal.ONE,
        BigDecimal.ONE,
        new BigDecimal("10000"),
        validFrom,
        null);
  }

  /** The first window of a day, or the day where no hours are kept. */
  private static IndexedDocument createUsage(
      String tenant, String zone, LocalDate day, long tokens) {
    Instant start = day.atStartOfDay(ZoneId.of(zone)).toInstant();
    boolean daily = start.isBefore(KEPT_HOURS);
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("tenant_id", tenant).put("model", "gpt-4o");
    source.put("window_minutes", daily ? 1_440 : 15).put("user_id", "asha");
    source.put("calls", 1).put("input_tokens", tokens).put("output_tokens", 0);
    source.put("final", true).put("revision", 0).put("updated_at", start.toString());
    if (daily) {
      source.put("day", start.toString()).put("day_zone", zone);
    } else {
      source.put("hour", start.toString());
    }
    IndexFamily family =
        daily ? IndexFamily.dailyOf(WorkloadSchemas.MODEL_CALLS) : IndexFamily.MODEL_CALLS_HOURLY;
    String index = daily ? family.indexOn(day) : family.indexAt(start.toEpochMilli());
    return new IndexedDocument(index, tenant + day, source);
  }
}
