/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.model.pricing.AllocationRule;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.StatementLine;
import io.tidemark.model.pricing.UsageOwner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A month as it is computed now.
 *
 * @param countedFrom start of the usage that is kept
 * @param inexact usage whose price changes inside a day, as {@link #identifySubject} names it: its
 *     lines depend on whether hours or days were read
 * @param inexactRules rules that begin or end inside a day: so do the lines of the usage they take
 * @param sharedCosts names of the fixed costs whose parts depend on usage
 * @param idle workloads without usage by id, with the start of what is kept of each
 * @param lost ids of prices whose usage was booked and is no longer kept
 */
record ComputedMonth(
    List<StatementLine> lines,
    Instant countedFrom,
    boolean exact,
    long unpricedCalls,
    long unpricedTokens,
    Set<String> inexact,
    List<AllocationRule> inexactRules,
    Set<String> sharedCosts,
    Map<String, Instant> idle,
    Set<String> lost) {

  ComputedMonth {
    inexact = Set.copyOf(new TreeSet<>(inexact));
    inexactRules = List.copyOf(inexactRules);
    sharedCosts = Set.copyOf(sharedCosts);
    idle = Map.copyOf(idle);
    lost = Set.copyOf(lost);
  }

  /** The same month, to be compared with one that was read from the same windows. */
  ComputedMonth ofSameWindows() {
    return with(Set.of(), List.of(), lost);
  }

  /** The same month, to be compared with one that has usage at prices of which none is kept. */
  ComputedMonth without(Set<String> prices) {
    return with(inexact, inexactRules, prices);
  }

  private ComputedMonth with(Set<String> subjects, List<AllocationRule> rules, Set<String> prices) {
    return new ComputedMonth(
        lines,
        countedFrom,
        exact,
        unpricedCalls,
        unpricedTokens,
        subjects,
        rules,
        sharedCosts,
        idle,
        prices);
  }

  /** Whether a workload has no usage, and what is kept of it begins after {@code start}. */
  boolean keepsLess(String workload, Instant start) {
    return idle.containsKey(workload) && idle.get(workload).isAfter(start);
  }

  /** Whether there is usage, priced or not; fixed costs and pools are none. */
  boolean hasUsage() {
    return unpricedCalls > 0 || lines.stream().anyMatch(line -> !line.isFixed());
  }

  static String identifySubject(PriceSubject subject) {
    String band = subject.promptBand() == 0 ? null : Long.toString(subject.promptBand());
    return String.join(
        "\t",
        String.valueOf(subject.provider()),
        String.valueOf(subject.model()),
        String.valueOf(subject.serviceTier()),
        String.valueOf(band));
  }

  /** Whether a line depends neither on the length of windows nor on usage that is gone. */
  boolean isComparable(StatementLine line) {
    StatementLine.PricedAs price = line.price();
    if (line.isPool()) {
      return inexactRules.isEmpty();
    }
    if (line.isFixed()) {
      return !sharedCosts.contains(price.priceId())
          || (inexact.isEmpty() && inexactRules.isEmpty() && lost.isEmpty());
    }
    if (lost.contains(price.priceId())) {
      return false;
    }
    StatementLine.Owner owner = line.owner();
    UsageOwner usage =
        new UsageOwner(owner.project(), owner.user(), owner.apiKey(), null, price.model());
    if (inexactRules.stream().anyMatch(rule -> rule.mayTake(usage))) {
      return false;
    }
    return !inexact.contains(
        String.join(
            "\t",
            String.valueOf(price.provider()),
            String.valueOf(price.model()),
            String.valueOf(price.serviceTier()),
            String.valueOf(price.promptBand())));
  }
}
