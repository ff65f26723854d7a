/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.access.Scope;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetMeasures;
import io.tidemark.api.budgets.definition.Period;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.evaluation.LevelRules;
import io.tidemark.api.budgets.usage.AccountQuery;
import io.tidemark.api.budgets.usage.AccountUsage;
import io.tidemark.api.budgets.usage.AccountUsage.Used;
import io.tidemark.api.budgets.usage.DepartmentSource;
import io.tidemark.api.budgets.usage.UsagePart;
import io.tidemark.api.budgets.usage.UsageSource;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.SplitSearch;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Says what a budget would have done in the past that is kept: it adds up the hours of each account
 * and fires levels as the evaluation does at the end of each hour.
 */
@Component
class Simulation {

  /** Accounts of one period that are followed by the hour: those that used most. */
  static final int MOST_ACCOUNTS = 50;

  private static final String HOUR = "hour";
  private static final int NUMBERS_PER_HOUR = 64;

  private final UsageSource usage;
  private final UsageStore store;
  private final BudgetMeasures measures;
  private final DepartmentSource departments;
  private final Retention retention;
  private final Clock clock;

  Simulation(
      UsageSource usage,
      UsageStore store,
      BudgetMeasures measures,
      Retention retention,
      DepartmentSource departments,
      Clock clock) {
    this.retention = retention;
    this.departments = departments;
    this.measures = measures;
    this.usage = usage;
    this.store = store;
    this.clock = clock;
  }

  /**
   * A level that would have fired.
   *
   * @param at end of the hour in which it was reached
   * @param used until then
   */
  record Crossing(String value, int level, Instant at, BigDecimal used) {}

  /**
   * One period.
   *
   * @param accounts with usage
   * @param total usage of the whole period by account, of those that reached a level
   */
  record PeriodResult(
      Span span, int accounts, int reached, List<Crossing> crossings, Map<String, Used> total) {}

  /** All periods that the kept hours cover, the oldest first; the first one may be cut. */
  List<PeriodResult> simulateBudget(String tenant, Budget budget) {
    List<PeriodResult> results = new ArrayList<>();
    for (Span span : listSpans(budget)) {
      results.add(simulateBudget(tenant, budget, span));
    }
    return results;
  }

  private List<Span> listSpans(Budget budget) {
    Instant now = clock.instant();
    Instant first = retention.startOfHours(clock);
    List<Span> spans = new ArrayList<>();
    Optional<Span> span = budget.spanAt(now, first);
    while (span.isPresent() && span.get().to().isAfter(first)) {
      spans.add(0, span.get());
      Instant before = span.get().from().minusMillis(1);
      boolean once = budget.period() == Period.ONCE || !before.isAfter(first);
      span = once ? Optional.empty() : budget.spanAt(before, first);
    }
    return spans;
  }

  private PeriodResult simulateBudget(String tenant, Budget budget, Span span) {
    AccountUsage whole = usage.readUsage(tenant, budget, span);
    List<String> reached =
        whole.accounts().keySet().stream()
            .filter(value -> findHighest(budget, value, whole.of(value).used()).isPresent())
            .sorted(
                Comparator.comparing((String value) -> whole.of(value).used())
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    Set<String> followed =
        new HashSet<>(reached.subList(0, Math.min(MOST_ACCOUNTS, reached.size())));
    List<Crossing> crossings = new ArrayList<>();
    if (!followed.isEmpty()) {
      readHours(tenant, budget, span, followed)
          .forEach(
              (value, hours) ->
                  followPeriod(
                      budget, value, findEarlier(whole.of(value), hours), hours, crossings));
    }
    crossings.sort(Comparator.comparing(Crossing::at).thenComparing(Crossing::value));
    Map<String, Used> total = new TreeMap<>();
    followed.forEach(value -> total.put(value, whole.of(value)));
    return new PeriodResult(
        span, whole.accounts().size(), reached.size(), List.copyOf(crossings), total);
  }

  private static Optional<Integer> findHighest(Budget budget, String value, BigDecimal used) {
    return LevelRules.findHighest(budget.warnAt(), used, budget.amountOf(value));
  }

  /** The usage of a period before the hours that are kept, as days have it. */
  private static BigDecimal findEarlier(Used whole, Map<Instant, BigDecimal> hours) {
    BigDecimal sum = hours.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return whole.used().subtract(sum).max(BigDecimal.ZERO);
  }

  /** {@code earlier}: it reached its levels before the hours that are followed. */
  private static void followPeriod(
      Budget budget,
      String value,
      BigDecimal earlier,
      Map<Instant, BigDecimal> hours,
      List<Crossing> crossings) {
    BigDecimal sum = earlier;
    int fired = findHighest(budget, value, sum).orElse(0);
    for (Map.Entry<Instant, BigDecimal> hour : hours.entrySet()) {
      sum = sum.add(hour.getValue());
      int level = findHighest(budget, value, sum).orElse(0);
      if (level > fired) {
        fired = level;
        crossings.add(new Crossing(value, level, hour.getKey().plus(1, ChronoUnit.HOURS), sum));
      }
    }
  }

  /** Usage by account and hour. */
  private Map<String, Map<Instant, BigDecimal>> readHours(
      String tenant, Budget budget, Span span, Set<String> values) {
    Instant start = chooseLatest(span.from(), retention.startOfHours(clock));
    Instant end =
        chooseEarliest(
            span.to(), clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    Selection selection =
        new Selection(Scope.ofTenant(tenant), new TimeRange(start, end), budget.match());
    Metric metric = measures.findMetric(budget, selection);
    if (budget.isOfDepartments()) {
      return readDepartments(budget, selection, metric, values);
    }
    long hours = Duration.between(start, end).toHours() + 1;
    int size = chooseAccounts(metric, hours);
    List<String> all = List.copyOf(new TreeSet<>(values));
    Map<String, Map<Instant, BigDecimal>> found = new TreeMap<>();
    for (int i = 0; i < all.size(); i += size) {
      SplitSearch.searchParts(
          new Part(List.copyOf(all.subList(i, Math.min(i + size, all.size()))), selection.range()),
          Part::listHalves,
          part -> readHours(selection, budget, metric, part, found));
    }
    return found;
  }

  /** Accounts that one search follows, in a part of the period. */
  private record Part(List<String> values, TimeRange range) {

    List<Part> listHalves() {
      return values.size() > 1
          ? SplitSearch.halveList(values).stream().map(half -> new Part(half, range)).toList()
          : range.listHalves().stream().map(half -> new Part(values, half)).toList();
    }
  }

  /** Accounts of one search; the amount of each hour is made from buckets of its own. */
  static int chooseAccounts(Metric metric, long hours) {
    long buckets = hours * (1 + metric.bucketsPerGroup());
    return Math.toIntExact(
        Math.max(1, Math.min(MOST_ACCOUNTS, ExpectedAnswer.MOST_BUCKETS / buckets)));
  }

  private void readHours(
      Selection selection,
      Budget budget,
      Metric metric,
      Part part,
      Map<String, Map<Instant, BigDecimal>> found) {
    Search search =
        AccountQuery.byHour(
            selection.within(part.range()), budget, metric, Set.copyOf(part.values()));
    long items = (long) part.range().hours() * part.values().size();
    store.read(
        selection.scope(),
        budget.workload().hourly(),
        selection.range(),
        search,
        ExpectedAnswer.ofItems(items, NUMBERS_PER_HOUR),
        answer -> {
          JsonNode accounts = answer.path("aggregations").path(AccountQuery.ACCOUNTS);
          if (budget.isWhole()) {
            addHours(found, Budget.WHOLE, readHistogram(accounts, metric));
          }
          for (JsonNode account : accounts.path("buckets")) {
            if (!budget.isWhole()) {
              addHours(
                  found, account.path("key").asString(), readHistogram(account.path(HOUR), metric));
            }
          }
          return found;
        });
  }

  private static void addHours(
      Map<String, Map<Instant, BigDecimal>> found, String value, Map<Instant, BigDecimal> hours) {
    found.computeIfAbsent(value, key -> new TreeMap<>()).putAll(hours);
  }

  private Map<String, Map<Instant, BigDecimal>> readDepartments(
      Budget budget, Selection selection, Metric metric, Set<String> values) {
    Map<String, Map<Instant, BigDecimal>> found = new TreeMap<>();
    departments.readUsage(
        budget,
        new UsagePart(budget.workload(), selection, null),
        new Aggregations().add(HOUR, AccountQuery.createHours(metric)),
        ExpectedAnswer.ofItems((long) selection.range().hours() * MOST_ACCOUNTS, NUMBERS_PER_HOUR),
        answer -> {},
        (account, share, bucket) -> {
          if (values.contains(account)) {
            Map<Instant, BigDecimal> hours = found.computeIfAbsent(account, key -> new TreeMap<>());
            readHistogram(bucket.path(HOUR), metric)
                .forEach((hour, used) -> hours.merge(hour, used.multiply(share), BigDecimal::add));
          }
        });
    return found;
  }

  private static Map<Instant, BigDecimal> readHistogram(JsonNode histogram, Metric metric) {
    Map<Instant, BigDecimal> hours = new TreeMap<>();
    for (JsonNode hour : histogram.path("buckets")) {
      Number value = metric.read(hour);
      if (value != null) {
        hours.put(
            Instant.ofEpochMilli(hour.path("key").asLong()), new BigDecimal(value.toString()));
      }
    }
    return hours;
  }

  private static Instant chooseLatest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant chooseEarliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
