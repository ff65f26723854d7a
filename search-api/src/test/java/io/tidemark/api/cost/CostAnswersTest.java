/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Costs of the routes against the second implementation, document by document: over points in time
 * zones, groups, changes of prices and hours with factors.
 */
@Tag("node")
class CostAnswersTest {

  private static final String TENANT = "cost-tenant";
  private static final String RANGE_FROM = "2026-03-07T00:00:00Z";
  private static final String RANGE_TO = "2026-03-12T00:00:00Z";
  private static final Random RANDOM = new Random(7);

  private static LiveApi api;
  private static List<PricedHour> hours;
  private static String list;

  @BeforeAll
  static void index() {
    api = LiveApi.shared();
    hours = PricedHour.createMany(TENANT, Instant.parse(RANGE_FROM), 5 * 24, RANDOM);
    api.index(hours.stream().map(PricedHour::document).toList());
    list = PricedHour.LIST;
    assertThat(put("main", list).status()).isIn(200, 201);
  }

  @Test
  void summaryHoldsTheSumOfAllKnownCosts() {
    JsonNode answer = get("summary");

    assertThat(decimal(answer.path("cost"))).isEqualByComparingTo(total(hours));
    assertThat(answer.path("currency").asString()).isEqualTo("CNY");
    assertThat(answer.path("price_list").asString()).isEqualTo("main");
    assertThat(answer.path("exact").asBoolean()).isTrue();
    List<PricedHour> unknown = hours.stream().filter(hour -> hour.cost(list) == null).toList();
    assertThat(unknown).isNotEmpty();
    assertThat(answer.path("unpriced").path("calls").asLong())
        .isEqualTo(unknown.stream().mapToLong(hour -> hour.measure("calls")).sum());
    assertThat(answer.path("unpriced").path("total_tokens").asLong())
        .isEqualTo(
            unknown.stream()
                .mapToLong(hour -> hour.measure("input_tokens") + hour.measure("output_tokens"))
                .sum());
    assertThat(answer.path("unpriced").path("models").path(0).asString()).isEqualTo("unheard-of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Shanghai", "Asia/Kolkata", "America/St_Johns"})
  void pointsOfDaysAddUpToTheRange(String zone) {
    JsonNode answer = get("trend", "metric", "cost", "interval", "day", "time_zone", zone);

    JsonNode points = answer.path("series").path(0).path("points");
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode point : points) {
      OffsetDateTime time = OffsetDateTime.parse(point.path("time").asString());
      Instant end = time.toLocalDate().plusDays(1).atStartOfDay(ZoneId.of(zone)).toInstant();
      BigDecimal expected =
          total(
              hours.stream()
                  .filter(hour -> !hour.start().isBefore(time.toInstant()))
                  .filter(hour -> hour.start().isBefore(end))
                  .toList());
      assertThat(decimal(point.path("value"))).as(point.toString()).isEqualByComparingTo(expected);
      sum = sum.add(decimal(point.path("value")));
    }
    assertThat(sum).isEqualByComparingTo(total(hours));
  }

  @Test
  void seriesOfHoursAddUpToTheRange() {
    JsonNode answer =
        get("trend", "metric", "cost", "group_by", "model", "limit", "3", "interval", "hour");

    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode series : answer.path("series")) {
      for (JsonNode point : series.path("points")) {
        Instant time = OffsetDateTime.parse(point.path("time").asString()).toInstant();
        if (series.path("kind").asString().equals("group")) {
          String model = series.path("key").asString();
          BigDecimal expected =
              totalOrNull(
                  hours.stream()
                      .filter(hour -> model.equals(hour.dimension("model")))
                      .filter(hour -> hour.start().truncatedTo(ChronoUnit.HOURS).equals(time))
                      .toList());
          if (expected != null) {
            assertThat(decimal(point.path("value"))).isEqualByComparingTo(expected);
          }
        }
        sum = sum.add(decimal(point.path("value")));
      }
    }
    assertThat(sum).isEqualByComparingTo(total(hours));
  }

  /** The account distinguishes models and providers; users are searched. */
  @ParameterizedTest
  @CsvSource({"model, UTC", "provider, Asia/Kolkata", "model_source, UTC", "user_id, UTC"})
  void seriesOfDaysAddUpByGroup(String dimension, String zone) {
    JsonNode answer =
        get(
            "trend",
            "metric",
            "cost",
            "group_by",
            dimension,
            "limit",
            "2",
            "interval",
            "day",
            "time_zone",
            zone);

    Map<String, BigDecimal> expected = byGroup(hour -> hour.dimension(dimension));
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode series : answer.path("series")) {
      BigDecimal ofSeries = BigDecimal.ZERO;
      for (JsonNode point : series.path("points")) {
        ofSeries = ofSeries.add(decimal(point.path("value")));
      }
      if (!series.path("kind").asString().equals("other")) {
        String key = String.valueOf(series.path("key").asString(null));
        assertThat(ofSeries).as(key).isEqualByComparingTo(expected.get(key));
      }
      sum = sum.add(ofSeries);
    }
    assertThat(answer.path("series")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(sum).isEqualByComparingTo(total(hours));
  }

  /** Not a sum: the rest is no sum of the means of its models. */
  @Test
  void meansOfSeriesAreThoseOfTheirCalls() {
    String[] day = {"from", "2026-03-08T00:00:00Z", "to", "2026-03-09T00:00:00Z"};
    String path = "/api/v1/model-calls/trend";
    String[] mean = with(day, "metric", "cost_per_call", "interval", "day");
    JsonNode groups = api.get(root(), path, with(mean, "group_by", "model", "limit", "1")).json();
    JsonNode first = groups.path("series").path(0);
    String model = first.path("key").asString();
    JsonNode alone = api.get(root(), path, with(mean, "model", model)).json();
    JsonNode others = api.get(root(), path, with(mean, "not_model", model)).json();

    assertThat(first.path("points"))
        .isEqualTo(alone.path("series").path(0).path("points"))
        .isNotEmpty();
    assertThat(groups.path("series").path(1).path("kind").asString()).isEqualTo("other");
    assertThat(groups.path("series").path(1).path("points"))
        .isEqualTo(others.path("series").path(0).path("points"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_id", "project_id", "provider", "model", "api_key_id"})
  void groupsAddUpToTheRange(String dimension) {
    JsonNode answer = get("distribution", "metric", "cost", "group_by", dimension, "limit", "4");

    assertThat(decimal(answer.path("total"))).isEqualByComparingTo(total(hours));
    BigDecimal sum = decimal(answer.path("other").path("value"));
    Map<String, BigDecimal> expected = byGroup(hour -> hour.dimension(dimension));
    BigDecimal before = null;
    for (JsonNode group : answer.path("groups")) {
      String key = group.path("key").path(dimension).asString(null);
      assertThat(group.path("value").isNull() ? null : decimal(group.path("value")))
          .as(dimension + " " + key)
          .usingComparator(PricedHour.BY_VALUE)
          .isEqualTo(expected.get(String.valueOf(key)));
      if (before != null && !group.path("value").isNull()) {
        assertThat(decimal(group.path("value"))).isLessThanOrEqualTo(before);
      }
      before = decimal(group.path("value"));
      sum = sum.add(before);
    }
    assertThat(sum).isEqualByComparingTo(total(hours));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_id", "model"})
  void costsOfGroupsThatAreRankedByAnotherMetricAreTheSame(String dimension) {
    JsonNode byCost = get("distribution", "metric", "cost", "group_by", dimension, "limit", "100");
    JsonNode byTokens =
        get(
            "distribution",
            "metric",
            "output_tokens",
            "group_by",
            dimension,
            "limit",
            "100",
            "further_metric",
            "cost",
            "further_metric",
            "cost_per_call");

    Map<String, String> expected = new TreeMap<>();
    byCost
        .path("groups")
        .forEach(one -> expected.put(one.path("key").toString(), one.path("value").toString()));
    Map<String, String> found = new TreeMap<>();
    byTokens
        .path("groups")
        .forEach(
            one ->
                found.put(one.path("key").toString(), one.path("metrics").path("cost").toString()));
    assertThat(found).isEqualTo(expected).isNotEmpty();
    assertThat(byTokens.path("currency")).isEqualTo(byCost.path("currency"));
  }

  @Test
  void amountsOfTwoCurrenciesAreNoOneAnswer() {
    String[] both = {"metric", "reported_cost", "further_metric", "cost"};

    Answer answer = api.get(root(), "/api/v1/model-calls/distribution", with(range(), both));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("parameter").asString()).isEqualTo("further_metric");
  }

  @ParameterizedTest
  @CsvSource({
    "model, cost, output_tokens",
    "model, cost, cost",
    "user_id, cost, cost",
    "user_id, output_tokens, cost",
    "model, latency_ms.p95, cost",
    "model, reported_cost, cost"
  })
  void seriesAreTheGreatestByAnyMetric(String dimension, String metric, String rank) {
    String[] groups = {"group_by", dimension, "limit", "2"};
    JsonNode ranked = get("distribution", with(groups, "metric", rank));
    JsonNode trend = get("trend", with(groups, "metric", metric, "rank_by", rank));

    List<String> expected = new ArrayList<>();
    ranked.path("groups").forEach(one -> expected.add(one.path("key").path(dimension).toString()));
    List<String> found = new ArrayList<>();
    trend.path("series").forEach(one -> found.add(one.path("key").toString()));
    assertThat(found.subList(0, 2)).isEqualTo(expected);
    // The currency is that of the points.
    assertThat(trend.has("currency")).isEqualTo(metric.endsWith("cost"));
  }

  @Test
  void totalsOfFacetsAddUpToTheRange() {
    JsonNode answer = get("facets", "order", "cost", "limit", "1000");

    for (JsonNode facet : answer.path("facets")) {
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode value : facet.path("values")) {
        sum = sum.add(decimal(value.path("total")));
      }
      assertThat(sum).as(facet.path("name").asString()).isEqualByComparingTo(total(hours));
    }
  }

  @Test
  void anUnknownCostIsNullAndNeverZero() {
    JsonNode answer =
        get("distribution", "metric", "cost", "group_by", "model", "model", "unheard-of");

    assertThat(answer.path("total").isNull()).isTrue();
    assertThat(answer.path("groups").path(0).path("value").isNull()).isTrue();
    assertThat(get("summary", "model", "free").path("cost").asString()).isEqualTo("0");
  }

  @Test
  void aPriceChangeInsideAWindowIsNotExact() {
    put("main", list.replace("2026-03-09T04:00:00Z", "2026-03-09T04:30:00Z"));
    JsonNode answer = get("summary");
    put("main", list);

    assertThat(answer.path("exact").asBoolean(true)).isFalse();
    assertThat(get("summary").path("exact").asBoolean(false)).isTrue();
  }

  @Test
  void pricesAsOfATimeGiveTheSameBytesAfterLaterEdits() {
    String time = get("summary").path("prices_as_of").asString();
    for (String path : List.of("summary", "trend", "distribution")) {
      String[] more = path.equals("summary") ? new String[0] : new String[] {"metric", "cost"};
      String before = get(path, with(more, "prices_as_of", time)).toString();
      String now = get(path, more).toString();
      put("main", list.replace("\"2.50\"", "\"9.99\""));
      put("other", list.replace("\"2.50\"", "\"7.77\""));
      assertThat(get(path, more).toString()).isNotEqualTo(now);
      assertThat(get(path, with(more, "prices_as_of", time)).toString()).isEqualTo(before);
      delete("other");
      put("main", list);
      assertThat(get(path, with(more, "prices_as_of", time)).toString()).isEqualTo(before);
      time = get("summary").path("prices_as_of").asString();
    }
  }

  @Test
  void csvHoldsDecimalsAndTheCurrency() {
    String csv =
        api.get(
                root(),
                "/api/v1/model-calls/distribution",
                with(range(), "metric", "cost", "group_by", "model", "format", "csv"))
            .text();

    assertThat(csv).startsWith("kind,model,cost,share,currency,model_label\r\n");
    assertThat(csv).containsPattern("group,input-output,[0-9]+\\.[0-9]+,0\\.[0-9]+,CNY,\r\n");
  }

  private static Map<String, BigDecimal> byGroup(Function<PricedHour, String> key) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (PricedHour hour : hours) {
      BigDecimal cost = hour.cost(list);
      if (cost != null) {
        sums.merge(String.valueOf(key.apply(hour)), cost, BigDecimal::add);
      }
    }
    return sums;
  }

  private static BigDecimal total(List<PricedHour> some) {
    BigDecimal sum = totalOrNull(some);
    return sum == null ? BigDecimal.ZERO : sum;
  }

  private static BigDecimal totalOrNull(List<PricedHour> some) {
    BigDecimal sum = null;
    for (PricedHour hour : some) {
      BigDecimal cost = hour.cost(list);
      if (cost != null) {
        sum = sum == null ? cost : sum.add(cost);
      }
    }
    return sum;
  }

  private static BigDecimal decimal(JsonNode text) {
    return text.isNull() || text.isMissingNode()
        ? BigDecimal.ZERO
        : new BigDecimal(text.asString());
  }

  private static String[] range() {
    return new String[] {"from", RANGE_FROM, "to", RANGE_TO};
  }

  private static String[] with(String[] parameters, String... more) {
    String[] all = Arrays.copyOf(parameters, parameters.length + more.length);
    System.arraycopy(more, 0, all, parameters.length, more.length);
    return all;
  }

  private static JsonNode get(String route, String... parameters) {
    return api.readJson(root(), "/api/v1/model-calls/" + route, with(range(), parameters));
  }

  private static Answer put(String id, String body) {
    return api.send(root(), "PUT", "/api/v1/price-lists/" + id, body);
  }

  private static void delete(String id) {
    api.delete(root(), "/api/v1/price-lists/" + id);
  }

  private static String root() {
    return api.tokens().superAdmin(TENANT, "root");
  }
}
