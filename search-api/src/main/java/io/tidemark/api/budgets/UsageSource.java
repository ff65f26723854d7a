/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.budgets.AccountUsage.Used;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Allocations;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what accounts have used, from the documents and by the query of the page. */
@Component
public class UsageSource {

  /** Accounts that one budget may have. */
  static final int MOST_ACCOUNTS = 10_000;

  private static final int PAGE = 5_000;

  /** With many prices accounts come in smaller pages, of which few use all prices. */
  private static final int LEAST_PAGE = 250;

  private static final String KEY = "value";
  private static final String USED = "used";
  private static final String AT_LEAST = "at_least";

  private final UsageStore store;
  private final BudgetMeasures measures;
  private final Function<Workload, Instant> finalThrough;
  private final Retention retention;
  private final DepartmentSource departments;
  private final Clock clock;

  @Autowired
  UsageSource(
      UsageStore store,
      BudgetMeasures measures,
      FinalThrough finalThrough,
      Retention retention,
      DepartmentSource departments,
      Clock clock) {
    this(store, measures, finalThrough::of, retention, departments, clock);
  }

  UsageSource(
      UsageStore store,
      BudgetMeasures measures,
      Function<Workload, Instant> finalThrough,
      Retention retention,
      DepartmentSource departments,
      Clock clock) {
    this.departments = departments;
    this.retention = retention;
    this.store = store;
    this.measures = measures;
    this.finalThrough = finalThrough;
    this.clock = clock;
  }

  /**
   * The usage of all accounts.
   *
   * @throws ProblemException 400 when there are more than {@link #MOST_ACCOUNTS}, 503 when
   *     Elasticsearch does not answer
   */
  AccountUsage readUsage(String tenant, Budget budget, Span span) {
    Reading reading = new Reading(budget, finalThrough.apply(budget.workload()));
    Instant now = clock.instant();
    Instant end =
        chooseEarliest(span.to(), now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    if (!span.from().isBefore(end)) {
      return reading.result(null);
    }
    TimeRange range = new TimeRange(span.from(), end);
    Instant firstHour = retention.startOfHours(clock);
    Optional<KeptDays> days =
        span.from().isBefore(firstHour)
            ? KeptDays.find(store, budget.workload())
            : Optional.empty();
    UsagePart.cutRange(tenant, budget, range, firstHour, days).forEach(reading::addPart);
    return reading.result(findCompleteFrom(range, firstHour, days));
  }

  /** Null when all of a range is kept. */
  private static Instant findCompleteFrom(
      TimeRange range, Instant firstHour, Optional<KeptDays> days) {
    if (days.isPresent()) {
      return days.get().findCompleteFrom(range, firstHour).orElse(null);
    }
    return range.from().isBefore(firstHour) ? firstHour : null;
  }

  /** The rules of now that say which usage departments have. */
  Allocations allocations(String tenant) {
    return departments.allocations(tenant);
  }

  /** The time from which usage is kept whole, in hours or in days. */
  Instant keptFrom(Workload workload) {
    Instant hours = retention.startOfHours(clock);
    return KeptDays.find(store, workload)
        .map(KeptDays::from)
        .filter(from -> from.isBefore(hours))
        .orElse(hours);
  }

  /** One reading; a page of accounts is one search. */
  private final class Reading {
    private final Budget budget;
    private final Instant finals;
    private final Map<String, Used> accounts = new HashMap<>();
    private Instant written;
    private UsagePart part;
    private Metric metric;
    private int pageSize;

    Reading(Budget budget, Instant finals) {
      this.budget = budget;
      this.finals = finals;
    }

    AccountUsage result(Instant completeFrom) {
      return new AccountUsage(accounts, written, finals, completeFrom);
    }

    void addPart(UsagePart next) {
      part = next;
      metric = measures.findMetric(budget, part);
      if (budget.isOfDepartments()) {
        departments.readUsage(
            budget,
            part,
            AccountQuery.createSums(metric, part, finalsAsked()),
            ExpectedAnswer.SMALL,
            this::readWritten,
            (account, share, bucket) -> addPart(account, used(bucket).multiply(share)));
        return;
      }
      if (budget.isWhole()) {
        searchPart(AccountQuery.searchWhole(part, metric, finalsAsked()), this::addWhole);
        return;
      }
      pageSize = choosePageSize(metric, finalsAsked() != null);
      String after = "";
      do {
        after = searchPage(after);
        if (accounts.size() > MOST_ACCOUNTS) {
          throw ProblemException.tooLarge(
              "The budget has more accounts than are counted; filter, or count by less.",
              MOST_ACCOUNTS);
        }
      } while (!after.isEmpty());
    }

    /** A page whose accounts use too many prices for one answer is read with half as many. */
    private String searchPage(String from) {
      while (true) {
        try {
          return searchPart(
              AccountQuery.byValue(part, budget.per(), metric, finalsAsked(), pageSize, from),
              this::addPage);
        } catch (ProblemException e) {
          if (!e.kind().equals(ProblemException.TOO_LARGE) || pageSize == 1) {
            throw e;
          }
          pageSize /= 2;
        }
      }
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
          (one, other) ->
              new Used(one.used().add(other.used()), one.atLeast().add(other.atLeast())));
    }

    private JsonNode reduce(JsonNode bucket) {
      Used used = used(bucket);
      ObjectNode less = JsonNodeFactory.instance.objectNode();
      less.set(KEY, bucket.path("key").path(budget.per()));
      return less.put(USED, used.used()).put(AT_LEAST, used.atLeast());
    }

    private Used used(JsonNode aggregations) {
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
      Used used = used(answer.path("aggregations"));
      addPart(Budget.WHOLE, used);
      return "";
    }

    private String addPage(JsonNode answer) {
      readWritten(answer);
      JsonNode page = answer.path("aggregations").path(AccountQuery.ACCOUNTS);
      for (JsonNode account : page.path("buckets")) {
        addPart(
            account.path(KEY).asString(),
            new Used(account.path(USED).decimalValue(), account.path(AT_LEAST).decimalValue()));
      }
      boolean whole = page.path("buckets").size() < pageSize;
      return whole ? "" : page.path("after_key").path(budget.per()).asString();
    }

    private void readWritten(JsonNode answer) {
      JsonNode newest = answer.path("aggregations").path(AccountQuery.WRITTEN).path("value");
      if (newest.isNumber()) {
        Instant time = Instant.ofEpochMilli(newest.asLong());
        written = written == null ? time : chooseLatest(written, time);
      }
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

  private static Instant chooseLatest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant chooseEarliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
