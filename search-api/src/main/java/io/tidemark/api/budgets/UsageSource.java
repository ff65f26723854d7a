/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.access.Scope;
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
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
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

  private static final String KEY = "value";
  private static final String USED = "used";
  private static final String AT_LEAST = "at_least";

  private final UsageStore store;
  private final FinalThrough finalThrough;
  private final Clock clock;

  UsageSource(UsageStore store, FinalThrough finalThrough, Clock clock) {
    this.store = store;
    this.finalThrough = finalThrough;
    this.clock = clock;
  }

  /**
   * The usage of all accounts.
   *
   * @throws ProblemException 400 when there are more than {@link #MOST_ACCOUNTS}, 503 when
   *     Elasticsearch does not answer
   */
  AccountUsage read(String tenant, Budget budget, Span span) {
    Instant finals = finalThrough.of(budget.workload());
    Instant now = clock.instant();
    Instant start = latest(span.from(), Retention.start(clock));
    Instant end = earliest(span.to(), now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    if (!start.isBefore(end)) {
      return new AccountUsage(Map.of(), null, finals);
    }
    Selection selection =
        new Selection(Scope.ofTenant(tenant), new TimeRange(start, end), budget.match());
    return new Reading(budget, selection, finals).read();
  }

  /** One reading; a page of accounts is one search. */
  private final class Reading {
    private final Budget budget;
    private final Selection selection;
    private final Instant finals;
    private final Metric metric;
    private final Map<String, Used> accounts = new HashMap<>();
    private Instant written;

    Reading(Budget budget, Selection selection, Instant finals) {
      this.budget = budget;
      this.selection = selection;
      this.finals = finals;
      this.metric = budget.workload().metric(budget.measure());
    }

    AccountUsage read() {
      if (budget.isWhole()) {
        search(AccountQuery.whole(selection, metric, finalsAsked()), this::addWhole);
      } else {
        String after = "";
        do {
          String from = after;
          after =
              search(
                  AccountQuery.byValue(selection, budget.per(), metric, finalsAsked(), PAGE, from),
                  this::addPage);
          if (accounts.size() > MOST_ACCOUNTS) {
            throw ProblemException.tooLarge(
                "The budget has more accounts than are counted; filter, or count by less.",
                MOST_ACCOUNTS);
          }
        } while (!after.isEmpty());
      }
      return new AccountUsage(accounts, written, finals);
    }

    /** Sums of what only grows are certain at once; the others are certain in final windows. */
    private Instant finalsAsked() {
      boolean outside = finals == null || !finals.isAfter(selection.range().from());
      return budget.workload().onlyGrows() || outside ? null : finals;
    }

    private String search(Search search, Function<JsonNode, String> reader) {
      ExpectedAnswer page =
          ExpectedAnswer.SMALL.reducedBy(Reduction.ofBuckets(AccountQuery.ACCOUNTS, this::reduce));
      return store.read(
          selection.scope(), budget.workload().hourly(), selection.range(), search, page, reader);
    }

    private JsonNode reduce(JsonNode bucket) {
      Used used = used(bucket);
      ObjectNode less = JsonNodeFactory.instance.objectNode();
      less.set(KEY, bucket.path("key").path(budget.per()));
      return less.put(USED, used.used()).put(AT_LEAST, used.atLeast());
    }

    private Used used(JsonNode aggregations) {
      BigDecimal all = number(metric.read(aggregations));
      if (budget.workload().onlyGrows()) {
        return new Used(all, all);
      }
      JsonNode certain = aggregations.path(AccountQuery.FINAL);
      return new Used(
          all, certain.isMissingNode() ? BigDecimal.ZERO : number(metric.read(certain)));
    }

    private String addWhole(JsonNode answer) {
      readWritten(answer);
      Used used = used(answer.path("aggregations"));
      accounts.put(Budget.WHOLE, used);
      return "";
    }

    private String addPage(JsonNode answer) {
      readWritten(answer);
      JsonNode page = answer.path("aggregations").path(AccountQuery.ACCOUNTS);
      for (JsonNode account : page.path("buckets")) {
        accounts.put(
            account.path(KEY).asString(),
            new Used(account.path(USED).decimalValue(), account.path(AT_LEAST).decimalValue()));
      }
      boolean whole = page.path("buckets").size() < PAGE;
      return whole ? "" : page.path("after_key").path(budget.per()).asString();
    }

    private void readWritten(JsonNode answer) {
      JsonNode newest = answer.path("aggregations").path(AccountQuery.WRITTEN).path("value");
      if (newest.isNumber()) {
        written = Instant.ofEpochMilli(newest.asLong());
      }
    }
  }

  private static BigDecimal number(Number value) {
    return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
