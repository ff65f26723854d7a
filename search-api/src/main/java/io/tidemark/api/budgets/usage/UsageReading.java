/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.usage;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetMeasures;
import io.tidemark.api.budgets.usage.AccountUsage.Used;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.BucketLimitException;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.search.SplitSearch;
import io.tidemark.api.search.SplitTime;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One reading of the usage of a budget; a page of accounts is one search. */
final class UsageReading {

  private static final int PAGE = 5_000;

  /** With many prices accounts come in smaller pages, of which few use all prices. */
  private static final int LEAST_PAGE = 250;

  private static final String KEY = "value";
  private static final String USED = "used";
  private static final String AT_LEAST = "at_least";

  private final UsageStore store;
  private final BudgetMeasures measures;
  private final DepartmentSource departments;
  private final Budget budget;
  private final Instant finals;
  private final SplitTime time = SplitTime.findForRequest();
  private final Map<String, Used> accounts = new HashMap<>();
  private Instant written;
  private UsagePart part;
  private Metric metric;

  /** {@code finals}: the usage before is final; null when nothing is. */
  UsageReading(
      UsageStore store,
      BudgetMeasures measures,
      DepartmentSource departments,
      Budget budget,
      Instant finals) {
    this.store = store;
    this.measures = measures;
    this.departments = departments;
    this.budget = budget;
    this.finals = finals;
  }

  /** {@code completeFrom}: the earliest time of which all usage is kept; null when all of it is. */
  AccountUsage collectUsage(Instant completeFrom) {
    return new AccountUsage(accounts, written, finals, completeFrom);
  }

  void addPart(UsagePart next) {
    part = next;
    metric = measures.findMetric(budget, part.selection(), part.windows());
    if (budget.isOfDepartments()) {
      departments.readUsage(
          budget,
          part,
          AccountQuery.createSums(metric, part, finalsAsked()),
          ExpectedAnswer.SMALL,
          this::readWritten,
          (account, share, bucket) -> addPart(account, readUsed(bucket).multiply(share)));
      return;
    }
    TimeRange range = part.selection().range();
    if (budget.isWhole()) {
      SplitSearch.searchParts(range, TimeRange::listHalves, this::searchWhole);
      return;
    }
    searchPages(range, "");
  }

  private void searchWhole(TimeRange range) {
    searchPart(AccountQuery.searchWhole(part.within(range), metric, finalsAsked()), this::addWhole);
  }

  /**
   * Reads the accounts after one, in a part of the time. A page whose accounts use too many prices
   * for one answer is read with half as many; one account, in half the time.
   */
  private void searchPages(TimeRange range, String first) {
    int size = choosePageSize(metric, finalsAsked() != null);
    String after = first;
    boolean more = true;
    while (more) {
      time.requireTime();
      try {
        after = searchPage(range, after, size);
        more = !after.isEmpty();
      } catch (BucketLimitException e) {
        time.beginAt(e);
        if (size == 1) {
          searchHalves(range, after, e);
          return;
        }
        size /= 2;
      }
      if (accounts.size() > UsageSource.MOST_ACCOUNTS) {
        throw ProblemException.tooLarge(
            "The budget has more accounts than are counted; filter, or count by less.",
            UsageSource.MOST_ACCOUNTS);
      }
    }
  }

  private void searchHalves(TimeRange range, String after, BucketLimitException excess) {
    List<TimeRange> halves = range.listHalves();
    if (halves.isEmpty()) {
      throw excess;
    }
    halves.forEach(half -> searchPages(half, after));
  }

  private String searchPage(TimeRange range, String after, int size) {
    return searchPart(
        AccountQuery.byValue(part.within(range), budget.per(), metric, finalsAsked(), size, after),
        answer -> addPage(answer, size));
  }

  private boolean isCertain() {
    return budget.workload().onlyGrows() || part.isOfDays();
  }

  /** Sums of what only grows are certain at once; the others are certain in final windows. */
  private Instant finalsAsked() {
    boolean outside = finals == null || !finals.isAfter(part.selection().range().from());
    return isCertain() || outside ? null : finals;
  }

  private String searchPart(Search search, Function<JsonNode, String> reader) {
    ExpectedAnswer page =
        ExpectedAnswer.SMALL.reducedBy(Reduction.ofBuckets(AccountQuery.ACCOUNTS, this::reduce));
    Selection selection = part.selection();
    return store.read(selection.scope(), part.family(), selection.range(), search, page, reader);
  }

  private void addPart(String value, Used used) {
    accounts.merge(
        value,
        used,
        (one, other) -> new Used(one.used().add(other.used()), one.atLeast().add(other.atLeast())));
  }

  private JsonNode reduce(JsonNode bucket) {
    Used used = readUsed(bucket);
    ObjectNode less = JsonNodeFactory.instance.objectNode();
    less.set(KEY, bucket.path("key").path(budget.per()));
    return less.put(USED, used.used()).put(AT_LEAST, used.atLeast());
  }

  private Used readUsed(JsonNode aggregations) {
    BigDecimal all = toNumber(metric.read(aggregations));
    if (isCertain()) {
      return new Used(all, all);
    }
    JsonNode certain = aggregations.path(AccountQuery.FINAL);
    return new Used(
        all, certain.isMissingNode() ? BigDecimal.ZERO : toNumber(metric.read(certain)));
  }

  private String addWhole(JsonNode answer) {
    readWritten(answer);
    Used used = readUsed(answer.path("aggregations"));
    addPart(Budget.WHOLE, used);
    return "";
  }

  private String addPage(JsonNode answer, int size) {
    readWritten(answer);
    JsonNode page = answer.path("aggregations").path(AccountQuery.ACCOUNTS);
    for (JsonNode account : page.path("buckets")) {
      addPart(
          account.path(KEY).asString(),
          new Used(account.path(USED).decimalValue(), account.path(AT_LEAST).decimalValue()));
    }
    boolean whole = page.path("buckets").size() < size;
    return whole ? "" : page.path("after_key").path(budget.per()).asString();
  }

  private void readWritten(JsonNode answer) {
    JsonNode newest = answer.path("aggregations").path(AccountQuery.WRITTEN).path("value");
    if (newest.isNumber()) {
      Instant latest = Instant.ofEpochMilli(newest.asLong());
      written = written == null || written.isBefore(latest) ? latest : written;
    }
  }

  /** Accounts of one search; the amount of each is made from buckets of its own. */
  static int choosePageSize(Metric metric, boolean twice) {
    int buckets = 1 + metric.bucketsPerGroup() * (twice ? 2 : 1);
    return Math.max(LEAST_PAGE, Math.min(PAGE, ExpectedAnswer.MOST_BUCKETS / buckets));
  }

  private static BigDecimal toNumber(Number value) {
    return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
  }
}
