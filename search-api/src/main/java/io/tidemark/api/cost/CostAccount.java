/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.CostTotals;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.Quantities;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The costs of a selection: its sum, its sums by class and by model. */
public final class CostAccount {

  /** Stands for usage without a model. */
  public static final String NO_MODEL = "";

  private final CostTotals totals = new CostTotals();
  private final Map<PriceSubject, CostTotals> bySubject = new LinkedHashMap<>();
  private final LineSums lines = new LineSums();

  /** Adds usage with its cost, empty when the cost is unknown. */
  public void add(PriceSubject subject, Quantities usage, Optional<Cost> cost) {
    CostTotals ofSubject = bySubject.computeIfAbsent(subject, key -> new CostTotals());
    if (cost.isPresent()) {
      totals.addPriced(cost.get(), usage);
      ofSubject.addPriced(cost.get(), usage);
      lines.addAll(cost.get());
    } else {
      totals.addUnpriced(usage);
      ofSubject.addUnpriced(usage);
    }
  }

  /** Adds all of another account. */
  public void addAll(CostAccount other) {
    totals.addAll(other.totals);
    lines.addAll(other.lines);
    other.bySubject.forEach(
        (subject, sums) ->
            bySubject.computeIfAbsent(subject, key -> new CostTotals()).addAll(sums));
  }

  /** The account of those who take a share: their part of all amounts, and all counts. */
  public CostAccount takeShare(BigDecimal share) {
    if (share.compareTo(BigDecimal.ONE) == 0) {
      return this;
    }
    CostAccount shared = new CostAccount();
    shared.totals.addAll(totals.takeShare(share));
    shared.lines.addAll(lines.takeShare(share));
    bySubject.forEach((subject, sums) -> shared.bySubject.put(subject, sums.takeShare(share)));
    return shared;
  }

  /** The sums. */
  public CostTotals totals() {
    return totals;
  }

  /** The sums by class. */
  public LineSums lines() {
    return lines;
  }

  /** The sums by model. */
  public Map<String, CostTotals> byModel() {
    return groupBy(subject -> subject.model() == null ? NO_MODEL : subject.model());
  }

  /** The sums by a property of usage; a key may be null. */
  Map<String, CostTotals> groupBy(Function<PriceSubject, String> property) {
    Map<String, CostTotals> groups = new LinkedHashMap<>();
    bySubject.forEach(
        (subject, sums) ->
            groups.computeIfAbsent(property.apply(subject), key -> new CostTotals()).addAll(sums));
    return groups;
  }

  /** Usage without a price by model, the most tokens first. */
  public List<Map.Entry<String, CostTotals>> unpricedByModel() {
    return byModel().entrySet().stream()
        .filter(entry -> hasUnpriced(entry.getValue()))
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, CostTotals> entry) -> -entry.getValue().unpricedTokens())
                .thenComparing(entry -> -entry.getValue().unpricedCalls())
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  private static boolean hasUnpriced(CostTotals totals) {
    return totals.unpricedCalls() != 0 || totals.unpricedTokens() != 0;
  }
}
