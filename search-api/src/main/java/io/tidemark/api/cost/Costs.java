/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.groups.GroupRanking;
import io.tidemark.api.groups.Ranking;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.prices.PriceSource;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.SplitSearch;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceSubject;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The cost of usage, for every part of the API that needs one. {@link #price} gives the account of
 * a selection: its cost, its parts, and the usage without a price. {@link #rankGroups} gives the
 * cost of each group of a selection, for example of each user:
 *
 * <pre>{@code
 * Selection selection = new Selection(scope, range, filters);
 * Optional<Ranking> byUser =
 *     costs.rankGroups(Workload.MODEL_CALLS, selection, List.of("user_id"), 10_000);
 * }</pre>
 *
 * <p>The value of a group is a {@code Money}, or null when none of its usage has a price. Both are
 * empty while the tenant has no price list. Amounts add up from window documents, so that they
 * equal those of the page.
 */
@Component
public class Costs {

  /** Asks for the prices that held at a time. */
  public static final Parameter PRICES_AS_OF =
      Parameter.time(
          "prices_as_of",
          "Uses the newest revisions of prices that are not later. Default: those of now.",
          "2026-03-12T10:10:00Z");

  private static final String REPORTED_CURRENCY = "tidemark.costs.reported-currency";

  private final UsageStore store;
  private final PriceSource prices;
  private final CostAccess access;
  private final GroupRanking ranking;
  private final Set<Long> promptBands;
  private final String reportedCurrency;

  Costs(
      UsageStore store,
      PriceSource prices,
      CostAccess access,
      GroupRanking ranking,
      CostProperties properties) {
    this.store = store;
    this.prices = prices;
    this.access = access;
    this.ranking = ranking;
    this.promptBands = Set.copyOf(properties.promptBands());
    this.reportedCurrency =
        ReportedCost.requireCurrency(REPORTED_CURRENCY, properties.reportedCurrency());
  }

  /** The currency of the costs that senders report, as the job adds them up. */
  public String reportedCurrency() {
    return reportedCurrency;
  }

  /** Whether the tenant has a price list. */
  public boolean hasPrices(String tenant) {
    return prices.isPresent(tenant);
  }

  /** The current prices, or prices by which every cost is unknown. */
  public PricesInForce findCurrentPrices(String tenant) {
    return prices.find(tenant, Optional.empty()).orElseGet(this::noPrices);
  }

  /** Prices by which every cost is unknown. */
  public PricesInForce noPrices() {
    return prices.createNone(Optional.empty());
  }

  /** The priced usage of a selection by the current prices. */
  public Optional<PricedSelection> price(Workload workload, Selection selection) {
    return prices
        .find(selection.scope().tenant(), Optional.empty())
        .flatMap(found -> price(workload, selection, found));
  }

  /** The cost of each group by the current prices, the greatest first. */
  public Optional<Ranking> rankGroups(
      Workload workload, Selection selection, List<String> dimensions, int limit) {
    return price(workload, selection)
        .map(
            priced ->
                ranking.rank(
                    workload,
                    priced.selection(),
                    dimensions,
                    priced.metric(CostMetric.COST),
                    limit));
  }

  /**
   * The priced usage of a selection by given prices; empty when usage of the workload is not
   * priced.
   *
   * @throws ProblemException 400 when there are too many models or changes of prices
   */
  public Optional<PricedSelection> price(
      Workload workload, Selection selection, PricesInForce inForce) {
    return price(workload, selection, inForce, UnaryOperator.identity());
  }

  /**
   * The same with usage priced as other usage.
   *
   * @param rename what usage is priced as
   */
  public Optional<PricedSelection> price(
      Workload workload,
      Selection selection,
      PricesInForce inForce,
      UnaryOperator<PriceSubject> rename) {
    return price(workload, selection, inForce, UsageWindows.hoursOf(workload), rename);
  }

  /** The same from other documents than hourly ones. */
  public Optional<PricedSelection> price(
      Workload workload,
      Selection selection,
      PricesInForce inForce,
      UsageWindows windows,
      UnaryOperator<PriceSubject> rename) {
    return price(workload, selection, inForce, new Reading(windows, rename, AccountDetail.CLASSES));
  }

  /**
   * The same without the cost by class, from the answer to a search that reads other numbers of the
   * selection, too.
   */
  public Optional<AmountsPlan> planAmounts(
      Workload workload, Selection selection, PricesInForce inForce) {
    AccountDetail detail = AccountDetail.AMOUNTS;
    UsageWindows hours = UsageWindows.hoursOf(workload);
    return planFirst(
            workload, selection, inForce, new Reading(hours, UnaryOperator.identity(), detail))
        .map(
            first ->
                new AmountsPlan(
                    aggregations -> CostQuery.addAccount(aggregations, selection, first, detail),
                    found -> price(workload, selection, inForce, first, detail, found)));
  }

  private Optional<PricedSelection> priceHours(
      Workload workload, Selection selection, PricesInForce inForce, AccountDetail detail) {
    UsageWindows hours = UsageWindows.hoursOf(workload);
    return price(
        workload, selection, inForce, new Reading(hours, UnaryOperator.identity(), detail));
  }

  /** How an account is read: from which windows, under which names, and in how much detail. */
  private record Reading(
      UsageWindows windows, UnaryOperator<PriceSubject> rename, AccountDetail detail) {}

  private Optional<PricedSelection> price(
      Workload workload, Selection selection, PricesInForce inForce, Reading reading) {
    AccountDetail detail = reading.detail();
    return planFirst(workload, selection, inForce, reading)
        .map(
            first ->
                price(
                    workload,
                    selection,
                    inForce,
                    first,
                    detail,
                    searchUsage(workload, selection, first, detail)));
  }

  /** How all usage is read, to find out what must be priced. */
  private static Optional<CostPlan> planFirst(
      Workload workload, Selection selection, PricesInForce inForce, Reading reading) {
    PriceBook book = inForce.book();
    return UsageFields.findFields(workload)
        .map(
            fields ->
                CostPlan.createFirst(
                    fields,
                    reading.windows(),
                    book,
                    reading.detail().selectSums(fields, book),
                    selection.range(),
                    reading.rename()));
  }

  private PricedSelection price(
      Workload workload,
      Selection selection,
      PricesInForce inForce,
      CostPlan withKeys,
      AccountDetail detail,
      JsonNode keyed) {
    if (CostReader.hasMoreKeys(keyed)) {
      throw ProblemException.tooLarge(
          "There are more models than can be priced; filter.", CostQuery.MOST_KEYS);
    }
    boolean withoutKey = CostReader.hasWithoutKey(withKeys, keyed);
    // Documents of earlier builds alone have no key; most tenants need no second search.
    CostPlan plain = withoutKey ? withKeys.readWithoutKey() : withKeys;
    JsonNode some = withoutKey ? searchUsage(workload, selection, plain, detail) : keyed;
    boolean units = CostReader.hasOtherUnits(plain, some);
    CostPlan first = units ? plain.readAllSums() : plain;
    JsonNode found = units ? searchUsage(workload, selection, first, detail) : some;
    Set<PriceSubject> subjects = CostReader.readUsage(first, found).keySet();
    CostPlan needed = CostReader.leaveOutTotal(first, found);
    CostPlan plan = needed.refinePlan(subjects, withoutKey, selection.range());
    NavigableSet<Instant> changes = plan.listChanges(subjects, selection.range());
    boolean constant = plan.isConstant();
    Selection read =
        constant || !first.windows().isHourly() || selection.tiers().isHourly()
            ? selection
            : selection.readBy(selection.tiers().readHoursAround(changes));
    AccountParts parts = new AccountParts();
    if (constant) {
      parts.addPart(first, found);
    } else {
      SplitSearch.searchParts(
          plan,
          CostPlan::listHalves,
          part -> parts.addPart(part, searchUsage(workload, read, part, detail)));
    }
    CostAccount account = parts.account();
    return new PricedSelection(
            inForce,
            read,
            plan,
            subjects,
            account,
            ReportedCost.read(found, account, reportedCurrency),
            parts.longestWindow())
        .tellApart(promptBands);
  }

  private JsonNode searchUsage(
      Workload workload, Selection selection, CostPlan plan, AccountDetail detail) {
    Aggregations aggregations = new Aggregations();
    CostQuery.addAccount(aggregations, selection, plan, detail);
    Search search = Search.aggregate(plan.windows().query(selection), aggregations.byName());
    JsonNode answer =
        plan.windows().isHourly()
            ? store.search(
                selection.scope(), workload, selection.tiers(), search, ExpectedAnswer.SMALL)
            : store.search(selection.scope(), plan.windows().family(), selection.range(), search);
    return answer.path("aggregations");
  }

  /**
   * The priced usage that a request for a metric needs.
   *
   * @return empty when the metric is not money, or the tenant has no prices
   * @throws ProblemException 403 when it is money, and costs are not shown to the caller
   */
  public Optional<PricedSelection> price(
      Workload workload, Selection selection, Metric metric, ParameterValues values) {
    if (!CostMetric.isName(metric.name())) {
      return Optional.empty();
    }
    access.require(selection.scope());
    return access
        .findPrices(values, selection.scope())
        .flatMap(found -> priceHours(workload, selection, found, AccountDetail.PRICED_AMOUNTS));
  }
}
