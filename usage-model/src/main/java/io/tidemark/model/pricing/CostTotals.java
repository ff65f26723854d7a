/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up the costs of any usage. The sum is unknown until some cost is known; usage without a
 * known cost is counted apart.
 */
public final class CostTotals {

  private final Map<CostPart, BigDecimal> parts = new EnumMap<>(CostPart.class);
  private BigDecimal amount;
  private BigDecimal cacheSavings;
  private long pricedCalls;
  private long pricedTokens;
  private long unpricedCalls;
  private long unpricedTokens;
  private BigDecimal sharedCalls = BigDecimal.ZERO;
  private BigDecimal sharedTokens = BigDecimal.ZERO;

  /** Adds usage with its cost, empty when the cost is unknown. */
  public void add(Optional<Cost> cost, Quantities usage) {
    cost.ifPresentOrElse(known -> addPriced(known, usage), () -> addUnpriced(usage));
  }

  /** Adds usage with its cost. */
  public void addPriced(Cost cost, Quantities usage) {
    amount = add(amount, cost.amount());
    cacheSavings = add(cacheSavings, cost.cacheSavings());
    cost.parts().forEach((part, value) -> parts.merge(part, value, BigDecimal::add));
    Cost.Unpriced unpriced = cost.unpriced();
    long calls = usage.calls() - unpriced.calls();
    long tokens = usage.totalTokens() - unpriced.tokens();
    pricedCalls += calls;
    pricedTokens += tokens;
    unpricedCalls += unpriced.calls();
    unpricedTokens += unpriced.tokens();
    // Calls and units have a price without their tokens: the amount is of all calls then.
    boolean ofAll = cost.lines().stream().anyMatch(line -> !line.priced().isCallToken());
    // Calls with a total alone have no part in it; those that lack the price of one class have.
    long without = ofAll ? 0 : Math.min(unpriced.calls(), usage.unsplitCalls());
    sharedCalls = sharedCalls.add(BigDecimal.valueOf(usage.calls() - without));
    sharedTokens = sharedTokens.add(BigDecimal.valueOf(tokens));
  }

  /** Adds usage without a known cost. */
  public void addUnpriced(Quantities usage) {
    unpricedCalls += usage.calls();
    unpricedTokens += usage.totalTokens();
  }

  /** Adds all of another sum. */
  public void addAll(CostTotals other) {
    if (other.amount != null) {
      amount = add(amount, other.amount);
      cacheSavings = add(cacheSavings, other.cacheSavings);
    }
    other.parts.forEach((part, value) -> parts.merge(part, value, BigDecimal::add));
    pricedCalls += other.pricedCalls;
    pricedTokens += other.pricedTokens;
    unpricedCalls += other.unpricedCalls;
    unpricedTokens += other.unpricedTokens;
    sharedCalls = sharedCalls.add(other.sharedCalls);
    sharedTokens = sharedTokens.add(other.sharedTokens);
  }

  /** The sum of those who take a share: their part of all amounts, and all counts. */
  public CostTotals takeShare(BigDecimal share) {
    if (share.compareTo(BigDecimal.ONE) == 0) {
      return this;
    }
    CostTotals shared = new CostTotals();
    shared.addAll(this);
    shared.amount = multiply(amount, share);
    shared.cacheSavings = multiply(cacheSavings, share);
    shared.parts.replaceAll((part, value) -> value.multiply(share));
    shared.sharedCalls = sharedCalls.multiply(share);
    shared.sharedTokens = sharedTokens.multiply(share);
    return shared;
  }

  private static BigDecimal multiply(BigDecimal value, BigDecimal share) {
    return value == null ? null : value.multiply(share);
  }

  private static BigDecimal add(BigDecimal sum, BigDecimal value) {
    return sum == null ? value : sum.add(value);
  }

  /** The sum of all known costs; null when none is known. */
  public BigDecimal amount() {
    return amount;
  }

  /** The savings by caches; null when no cost is known. */
  public BigDecimal cacheSavings() {
    return cacheSavings;
  }

  /** The sum by part; parts without usage are absent. */
  public Map<CostPart, BigDecimal> parts() {
    return Map.copyOf(parts);
  }

  /** Calls, runs or jobs of which all of the cost is known. */
  public long pricedCalls() {
    return pricedCalls;
  }

  /** Tokens with a known cost. */
  public long pricedTokens() {
    return pricedTokens;
  }

  /** The same, each as much as its share is. */
  public BigDecimal sharedCalls() {
    return sharedCalls;
  }

  /** Tokens with a known cost, each as much as its share is. */
  public BigDecimal sharedTokens() {
    return sharedTokens;
  }

  /** Calls, runs or jobs without a cost, or with tokens without one. */
  public long unpricedCalls() {
    return unpricedCalls;
  }

  /** Tokens without a known cost. */
  public long unpricedTokens() {
    return unpricedTokens;
  }
}
