/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.groups.GroupRanking;
import io.tidemark.api.groups.Ranking;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.DayDocuments;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Costs over days are those over their hours. */
@Tag("node")
class CostsOfDaysTest {

  private static final String TENANT = "cost-days-tenant";
  private static final Scope SCOPE = new Scope(TENANT, "root", true, new TreeSet<>());
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Workload WORKLOAD = Workload.fromSchema(WorkloadSchemas.TRAINING);
  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2026-03-05T11:00:00Z"), Instant.parse("2026-03-10T20:00:00Z"));
  private static final String STABLE =
      "{'id':'a','match':{'workload':'training','base_model':'*'},'per_million':{'trained':'14'}}";
  private static final String AT_MIDNIGHT = changingAt("2026-03-07T16:00:00Z");
  private static final String AT_NOON = changingAt("2026-03-09T04:00:00Z");
  private static final String BY_HOUR =
      STABLE.replace(
          "'per_million'",
          "'hours':[{'days':'mon-fri','from':'09:00','to':'12:00','factor':'2'}],'per_million'");

  private static LiveApi api;

  @BeforeAll
  static void index() {
    api = LiveApi.shared();
    api.index(
        new DayDocuments(WORKLOAD, TENANT, new Random(1))
            .fill(RANGE.from(), RANGE.to())
            .documents(List.of(new DayZone(ZONE))));
  }

  @Test
  void costsTheSameAsHours() {
    for (String prices : List.of(STABLE, AT_MIDNIGHT, AT_NOON, BY_HOUR)) {
      PricedSelection hours = price(prices, TieredRange.ofHours(RANGE));
      PricedSelection days = price(prices, tiers(RANGE.from()));

      assertThat(amount(hours)).as(prices).isNotEqualTo("0");
      assertThat(amount(days)).as(prices).isEqualTo(amount(hours));
      assertThat(rank(days)).as(prices).isEqualTo(rank(hours));
      assertThat(days.isExact()).as(prices).isTrue();
    }
  }

  @Test
  void readsHoursOfDaysInsideOfWhichAPriceChanges() {
    assertThat(price(STABLE, tiers(RANGE.from())).selection().tiers().dates()).hasSize(5);
    assertThat(price(AT_MIDNIGHT, tiers(RANGE.from())).selection().tiers().dates()).hasSize(5);
    assertThat(price(AT_NOON, tiers(RANGE.from())).selection().tiers().dates()).hasSize(4);
    assertThat(price(BY_HOUR, tiers(RANGE.from())).selection().tiers().dates()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysThatCostsOfDaysWithoutHoursAreNotExact(boolean midnight) {
    TieredRange days =
        TieredRange.of(
            new TimeRange(
                Instant.parse("2026-03-05T16:00:00Z"), Instant.parse("2026-03-10T16:00:00Z")),
            RANGE.to(),
            ZONE,
            List.of());

    assertThat(price(midnight ? AT_MIDNIGHT : AT_NOON, days).isExact()).isEqualTo(midnight);
    assertThat(price(BY_HOUR, days).isExact()).isFalse();
  }

  private static String changingAt(String time) {
    return STABLE.replace("'per_million'", "'valid_to':'" + time + "','per_million'")
        + ","
        + STABLE
            .replace("'a'", "'b'")
            .replace("'14'", "'28'")
            .replace("'per_million'", "'valid_from':'" + time + "','per_million'");
  }

  private static TieredRange tiers(Instant firstHour) {
    return TieredRange.of(
        RANGE, firstHour, ZONE, List.of(new TimeRange(Instant.EPOCH, RANGE.to())));
  }

  private static PricedSelection price(String prices, TieredRange tiers) {
    String list =
        "{'currency':'USD','default_time_zone':'%s','prices':[%s]}".formatted(ZONE, prices);
    PriceBook book =
        PriceBook.of(
            PriceListReader.readList("days", JsonMapper.shared().readTree(list.replace('\'', '"')))
                .list());
    return api.bean(Costs.class)
        .price(
            WORKLOAD,
            new Selection(SCOPE, RANGE, Filters.NONE, tiers),
            new PricesInForce(book, "days", LiveApi.NOW))
        .orElseThrow();
  }

  private static String amount(PricedSelection priced) {
    return priced.account().totals().amount().stripTrailingZeros().toPlainString();
  }

  private static Ranking rank(PricedSelection priced) {
    return api.bean(GroupRanking.class)
        .rank(WORKLOAD, priced.selection(), List.of("user_id"), priced.metric(CostMetric.COST), 5);
  }
}
