/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.groups.Group;
import io.tidemark.api.groups.GroupRanking;
import io.tidemark.api.groups.Ranking;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.pricing.PricedClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Splits an account by one property of the usage, the greatest cost first. */
@Component
class CostGroups {

  /** Groups that one workload may have. */
  private static final int MOST_GROUPS = 50_000;

  private final GroupRanking ranking;

  CostGroups(GroupRanking ranking) {
    this.ranking = ranking;
  }

  /**
   * One group.
   *
   * @param key null if unknown
   * @param value null when none of its cost is known
   */
  record Amount(String key, Money value) {}

  /** All groups with usage. */
  List<Amount> listAmounts(AccountSource.Account account, CostGroup by, List<AgentUsage> agents) {
    Map<String, Money> amounts = new HashMap<>();
    account.parts().forEach(part -> addAll(amounts, part.workload(), part.priced(), by));
    agents.forEach(usage -> addAgents(amounts, usage, by));
    List<Amount> groups = new ArrayList<>();
    amounts.forEach((key, value) -> groups.add(new Amount(key, value)));
    groups.sort(
        Comparator.comparing(
                Amount::value, Comparator.nullsLast(Comparator.comparing(Money::amount).reversed()))
            .thenComparing(amount -> String.valueOf(amount.key())));
    return groups;
  }

  private void addAll(
      Map<String, Money> amounts, Workload workload, PricedSelection priced, CostGroup by) {
    if (by == CostGroup.TOKEN_CLASS) {
      priced
          .account()
          .lines()
          .byClass()
          .forEach((type, line) -> addAmount(amounts, type.id(), Money.of(line.amount())));
      return;
    }
    Optional<String> field = by.fieldOf(workload);
    if (field.isEmpty()) {
      if (priced.account().totals().pricedCalls() + priced.account().totals().unpricedCalls() > 0) {
        String key = by == CostGroup.WORKLOAD ? workload.id() : null;
        addAmount(amounts, key, Money.of(priced.account().totals().amount()));
      }
      return;
    }
    Metric metric = priced.metric(CostMetric.COST);
    priced
        .rank(List.of(field.get()), metric, MOST_GROUPS)
        .ifPresentOrElse(
            ranked -> addRanking(amounts, ranked),
            () -> addRanking(amounts, workload, priced.selection(), field.get(), metric));
  }

  private void addAgents(Map<String, Money> amounts, AgentUsage usage, CostGroup by) {
    Optional<String> field = by.fieldOf(usage.workload());
    if (field.isEmpty() || by == CostGroup.TOKEN_CLASS) {
      String key = by == CostGroup.WORKLOAD ? usage.workload().id() : null;
      addAmount(amounts, key, usage.total());
      return;
    }
    addRanking(amounts, usage.workload(), usage.selection(), field.get(), usage.metric());
  }

  private void addRanking(
      Map<String, Money> amounts,
      Workload workload,
      Selection selection,
      String field,
      Metric metric) {
    addRanking(amounts, ranking.rank(workload, selection, List.of(field), metric, MOST_GROUPS));
  }

  private static void addRanking(Map<String, Money> amounts, Ranking ranked) {
    for (Group group : ranked.greatest()) {
      addAmount(amounts, group.keys().get(0), (Money) group.value());
    }
  }

  private static void addAmount(Map<String, Money> amounts, String key, Money more) {
    Money sum = amounts.get(key);
    amounts.put(key, sum == null ? more : more == null ? sum : sum.plus(more));
  }

  /** The class that a group is about; empty unless the groups are classes. */
  static Optional<PricedClass> findClass(CostGroup by, String key) {
    return by == CostGroup.TOKEN_CLASS && key != null ? PricedClass.find(key) : Optional.empty();
  }
}
