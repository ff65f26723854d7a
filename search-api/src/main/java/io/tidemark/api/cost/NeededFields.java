/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.model.pricing.AppliedPrice;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.PricedClass;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selects the fields without which amounts would differ. A class of tokens that no price tells from
 * its whole is part of the whole: most lists need four sums of fourteen, and three where all tokens
 * are known to be input or output.
 */
final class NeededFields {

  private static final Map<PricedClass, List<String>> TOKENS =
      new EnumMap<>(
          Map.of(
              PricedClass.CACHE_READ, List.of("cache_read_tokens"),
              PricedClass.CACHE_WRITE, List.of("cache_write_tokens"),
              PricedClass.CACHE_WRITE_1H, List.of("cache_write_tokens", "cache_write_1h_tokens"),
              PricedClass.REASONING, List.of("reasoning_tokens")));

  private NeededFields() {}

  static List<String> selectFields(CostPlan plan, Collection<PriceSubject> subjects) {
    Set<PricedClass> told = EnumSet.noneOf(PricedClass.class);
    for (CostPlan.Period period : plan.periods()) {
      for (PriceSubject subject : subjects) {
        plan.prices()
            .findPrice(subject, period.at())
            .map(AppliedPrice::prices)
            .ifPresent(prices -> told.addAll(prices.asMap().keySet()));
      }
    }
    Set<String> needed = selectTokens(plan.fields(), told);
    if (!plan.sums().contains(UsageFields.TOTAL)) {
      UsageFields.OF_UNSPLIT.forEach(needed::remove);
    }
    for (PricedClass priced : told) {
      String amount = plan.fields().amounts().get(priced);
      if (amount != null) {
        needed.add(amount);
      }
    }
    return plan.fields().sums().stream().filter(needed::contains).toList();
  }

  /**
   * The fields without which amounts of usage with tokens would differ. Usage of units alone needs
   * all of them: it has no price by a list of tokens.
   */
  static List<String> selectForAccount(UsageFields fields, PriceBook book) {
    Set<PricedClass> told = book.listClasses(fields.workload());
    Set<String> needed = selectTokens(fields, told);
    fields
        .amounts()
        .forEach(
            (priced, field) -> {
              if (!fields.isModelCalls() || told.contains(priced)) {
                needed.add(field);
              }
            });
    return fields.sums().stream().filter(needed::contains).toList();
  }

  private static Set<String> selectTokens(UsageFields fields, Set<PricedClass> told) {
    Set<String> needed = new LinkedHashSet<>();
    needed.add(fields.calls());
    if (fields.isModelCalls()) {
      needed.add(UsageFields.INPUT);
      needed.add(UsageFields.OUTPUT);
      needed.addAll(UsageFields.OF_UNSPLIT);
      told.forEach(priced -> needed.addAll(TOKENS.getOrDefault(priced, List.of())));
    }
    return needed;
  }
}
