/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import co.elastic.clients.elasticsearch._types.FieldValue;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.cost.UsageWindows;
import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.query.CompositePages;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.AllocationRule;
import io.tidemark.model.pricing.CostTotals;
import io.tidemark.model.pricing.FixedCost;
import io.tidemark.model.pricing.StatementLine;
import io.tidemark.model.pricing.StatementLine.Owner;
import io.tidemark.model.pricing.StatementLine.PricedAs;
import io.tidemark.model.pricing.UsageOwner;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Computes the lines of a month from window documents, prices and rules. */
@Component
class MonthUsage {

  /** Buckets of a page: owners, times the keys and periods of each. */
  private static final int PAGE = 5_000;

  private final Costs costs;
  private final UsageStore store;
  private final KeptUsage kept;
  private final MonthPools pools;

  MonthUsage(Costs costs, UsageStore store, KeptUsage kept, MonthPools pools) {
    this.costs = costs;
    this.store = store;
    this.kept = kept;
    this.pools = pools;
  }

  /**
   * The input of the computation of a month.
   *
   * @param now decides which documents are kept
   * @param zone of the month
   */
  record Input(
      String tenant,
      TimeRange month,
      ZoneId zone,
      Instant now,
      PricesInForce prices,
      DepartmentRules rules) {

    /** The same for a part of the month. */
    Input within(TimeRange part) {
      return new Input(tenant, part, zone, now, prices, rules);
    }

    NavigableSet<Instant> listRuleChanges() {
      return rules.allocations().listChanges(month.from(), month.to());
    }

    /** The rules that begin or end inside a day. */
    private List<AllocationRule> listInexactRules() {
      return rules.allocations().rules().stream()
          .filter(
              rule ->
                  !rule.listChanges(month.from(), month.to()).stream()
                      .allMatch(change -> UsageWindows.isStartOfDay(change, zone)))
          .toList();
    }

    private Set<String> listSharedCosts() {
      return rules.fixedCosts().stream()
          .filter(cost -> cost.spread() != FixedCost.Spread.TO)
          .map(FixedCost::name)
          .collect(Collectors.toSet());
    }
  }

  /** The usage that is kept. */
  KeptUsage kept() {
    return kept;
  }

  ComputedMonth computeMonth(Input input, KeptDays.Source days) {
    return computeMonth(input, days, SegmentReader.WINDOWS);
  }

  ComputedMonth computeMonth(Input input, KeptDays.Source days, SegmentReader reader) {
    Reading reading = new Reading(input, reader);
    for (Workload workload : Workload.listAll()) {
      if (!CostMetric.listOf(workload).isEmpty()) {
        reading.addWorkload(workload, days);
      }
    }
    reading.addFixedCosts();
    // After fixed costs: these are spread by the cost of usage alone.
    pools.addTo(reading.lines, input, kept.findHours(input.now()));
    return reading.result();
  }

  /** One month while it is read. */
  private final class Reading {
    private final Input input;
    private final SegmentReader reader;
    private final MonthLines lines;
    private final Set<String> inexact = new TreeSet<>();
    private final CostTotals totals = new CostTotals();
    private final Map<String, Instant> idle = new TreeMap<>();
    private Instant countedFrom;
    private boolean exact = true;

    Reading(Input input, SegmentReader reader) {
      this.input = input;
      this.reader = reader;
      this.lines = new MonthLines(input.rules().allocations());
      this.countedFrom = kept.findStart(input.month(), input.now(), input.zone());
    }

    void addWorkload(Workload workload, KeptDays.Source days) {
      Optional<KeptDays> reported = days.find(workload);
      List<Segment> segments =
          kept.cutSegments(
              workload, input, reported.or(() -> days.findUnreported(input.month().from())));
      boolean used = false;
      for (Segment segment : segments) {
        for (Segment part : reader.divide(segment)) {
          used |= addSegment(workload, part);
        }
      }
      if (used) {
        startReading(segments);
      } else {
        List<Segment> known = kept.cutSegments(workload, input, reported);
        idle.put(workload.id(), Segment.findStart(known, input.month()));
      }
    }

    /** A workload with usage is counted from the first segment on. */
    private void startReading(List<Segment> segments) {
      Instant from = Segment.findStart(segments, input.month());
      countedFrom = from.isAfter(countedFrom) ? from : countedFrom;
      // A rule that begins inside a day that is read as one counts from the next one on.
      exact &=
          input.listRuleChanges().stream()
              .noneMatch(
                  change -> segments.stream().anyMatch(segment -> segment.hasInside(change)));
    }

    /** Adds a segment; returns whether it has usage. */
    private boolean addSegment(Workload workload, Segment segment) {
      Selection selection =
          new Selection(Scope.ofTenant(input.tenant()), segment.range(), Filters.NONE);
      PricedSelection priced =
          costs
              .price(
                  workload, selection, input.prices(), segment.windows(), UnaryOperator.identity())
              .orElseThrow();
      CostTotals found = priced.account().totals();
      totals.addAll(found);
      exact &= priced.isExact();
      priced.listInexactByDay(segment.range(), input.zone()).stream()
          .map(ComputedMonth::identifySubject)
          .forEach(inexact::add);
      boolean used = found.pricedCalls() + found.unpricedCalls() > 0;
      if (reader.read(lines, workload, segment)) {
        return used;
      }
      List<String> fields = reader.listFields(workload);
      int size = Math.max(1, PAGE / priced.bucketsPerGroup());
      Map<String, FieldValue> after = Map.of();
      int owners;
      do {
        JsonNode page = readPage(segment, selection, priced, fields, size, after);
        owners = page.path("buckets").size();
        for (JsonNode owner : page.path("buckets")) {
          addOwner(workload, segment, priced, owner);
        }
        after = CompositePages.readAfterKey(page);
      } while (owners == size && !after.isEmpty());
      return used;
    }

    private JsonNode readPage(
        Segment segment,
        Selection selection,
        PricedSelection priced,
        List<String> fields,
        int size,
        Map<String, FieldValue> after) {
      return store
          .search(
              selection.scope(),
              segment.windows().family(),
              segment.range(),
              OwnerQuery.createPage(selection, segment, fields, priced, size, after),
              ExpectedAnswer.SMALL)
          .path("aggregations")
          .path(OwnerQuery.OWNERS);
    }

    private void addOwner(
        Workload workload, Segment segment, PricedSelection priced, JsonNode bucket) {
      JsonNode key = bucket.path("key");
      MonthLines chosen = reader.chooseLines(lines, key);
      reader.price(
          priced,
          bucket,
          (subject, usage, cost) -> {
            UsageOwner owner =
                new UsageOwner(
                    OwnerQuery.readText(key, OwnerQuery.PROJECT),
                    OwnerQuery.readText(key, OwnerQuery.USER),
                    OwnerQuery.readText(key, OwnerQuery.KEY),
                    workload.id(),
                    subject.model());
            cost.ifPresent(known -> chosen.addLine(owner, subject, known, segment.range().from()));
          });
    }

    void addFixedCosts() {
      Map<String, BigDecimal> own = lines.byDepartment();
      String currency = input.prices().book().currency();
      for (FixedCost cost : input.rules().fixedCosts()) {
        input
            .prices()
            .book()
            .rates()
            .find(cost.currency(), currency, input.month().from())
            .map(rate -> cost.convertTo(currency, rate))
            .map(known -> known.amountOf(input.month().from(), input.month().to(), input.zone()))
            .filter(amount -> amount.signum() != 0)
            .ifPresent(
                amount ->
                    cost.spread(amount, own)
                        .forEach((department, part) -> addFixed(cost, department, part)));
      }
    }

    private void addFixed(FixedCost cost, String department, BigDecimal part) {
      PricedAs priced =
          new PricedAs(null, null, null, null, StatementLine.FIXED_COST, cost.name(), part);
      Owner owner = new Owner(department, null, null, null);
      lines.addLine(new StatementLine(owner, priced, BigDecimal.ONE, part, null));
    }

    ComputedMonth result() {
      return new ComputedMonth(
          lines.listLines(),
          countedFrom,
          exact,
          totals.unpricedCalls(),
          totals.unpricedTokens(),
          inexact,
          input.listInexactRules(),
          input.listSharedCosts(),
          idle,
          Set.of());
    }
  }
}
