/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import io.tidemark.api.access.Scope;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetMeasures;
import io.tidemark.api.forecast.HourOfWeekProfile;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.SplitSearch;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The usual week of a budget: the medians of its usage by the hour of the local week. */
@Component
class ProfileSource {

  private static final String POINTS = "points";
  private static final Duration HISTORY = Duration.ofDays(28);
  private static final Duration LEAST_HISTORY = Duration.ofDays(7);
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final long NUMBERS_PER_HOUR = 3;

  private final UsageStore store;
  private final BudgetMeasures measures;
  private final Clock clock;
  private final Map<SettingAddress, Known> known = new ConcurrentHashMap<>();

  ProfileSource(UsageStore store, BudgetMeasures measures, Clock clock) {
    this.measures = measures;
    this.store = store;
    this.clock = clock;
  }

  /** A profile, and what it is made of; {@code profile} is null with too little history. */
  private record Known(Setting setting, Instant end, HourOfWeekProfile profile) {}

  /** The profile over four weeks before the running hour; null with under seven days of history. */
  HourOfWeekProfile findProfile(SettingEntry<Budget> entry) {
    Instant end = clock.instant().truncatedTo(ChronoUnit.HOURS);
    SettingAddress address = entry.setting().address();
    Known before = known.get(address);
    if (before != null
        && before.setting().equals(entry.setting())
        && before.end().plus(REMEMBERED).isAfter(end)) {
      return before.profile();
    }
    HourOfWeekProfile profile = readProfile(address.tenant(), entry.value(), end);
    known.put(address, new Known(entry.setting(), end, profile));
    return profile;
  }

  private HourOfWeekProfile readProfile(String tenant, Budget budget, Instant end) {
    Instant start = end.minus(HISTORY);
    TimeRange range = new TimeRange(start, end);
    Selection selection = new Selection(Scope.ofTenant(tenant), range, budget.match());
    Metric metric = measures.findMetric(budget, selection);
    double[] hours = new double[range.hours()];
    // Before the first usage nothing is known; after it, an hour without usage is 0.
    Arrays.fill(hours, Double.NaN);
    SplitSearch.searchParts(
        range, TimeRange::listHalves, part -> readHours(budget, selection, part, metric, hours));
    int first = findFirst(hours);
    if (hours.length - first < LEAST_HISTORY.toHours()) {
      return null;
    }
    for (int i = first; i < hours.length; i++) {
      hours[i] = Double.isNaN(hours[i]) ? 0 : hours[i];
    }
    return HourOfWeekProfile.of(start, hours, budget.zone());
  }

  private void readHours(
      Budget budget, Selection selection, TimeRange part, Metric metric, double[] hours) {
    JsonNode answer =
        store.search(
            selection.scope(),
            budget.workload().hourly(),
            selection.range(),
            createSearch(selection.within(part), metric),
            ExpectedAnswer.ofItems(part.hours(), NUMBERS_PER_HOUR * Double.BYTES));
    for (JsonNode point : answer.path("aggregations").path(POINTS).path("buckets")) {
      Instant hour = Instant.ofEpochMilli(point.path("key").asLong());
      Number value = metric.read(point);
      hours[(int) Duration.between(selection.range().from(), hour).toHours()] =
          value == null ? 0 : value.doubleValue();
    }
  }

  private static int findFirst(double[] hours) {
    int first = 0;
    while (first < hours.length && Double.isNaN(hours[first])) {
      first++;
    }
    return first;
  }

  private static Search createSearch(Selection selection, Metric metric) {
    Aggregations values = new Aggregations();
    metric.addTo(values);
    Aggregation points =
        Aggregation.of(
            aggregation ->
                aggregation
                    .dateHistogram(
                        hours ->
                            hours.field("hour").fixedInterval(t -> t.time("1h")).minDocCount(1))
                    .aggregations(values.byName()));
    return Search.aggregate(selection.hourlyQuery(), Map.of(POINTS, points));
  }

  /** Forgets budgets that are gone. */
  void retainProfiles(Set<SettingAddress> addresses) {
    known.keySet().retainAll(addresses);
  }
}
