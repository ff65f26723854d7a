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
 */
record ComputedMonth(
    List<StatementLine> lines,
    Instant countedFrom,
    boolean exact,
    long unpricedCalls,
    long unpricedTokens,
    Set<String> inexact,
    List<AllocationRule> inexactRules,
    Set<String> sharedCosts) {

  ComputedMonth {
    inexact = Set.copyOf(new TreeSet<>(inexact));
    inexactRules = List.copyOf(inexactRules);
    sharedCosts = Set.copyOf(sharedCosts);
  }

  /** The same month, to be compared with one that was read from the same windows. */
  ComputedMonth ofSameWindows() {
    return new ComputedMonth(
        lines, countedFrom, exact, unpricedCalls, unpricedTokens, Set.of(), List.of(), sharedCosts);
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

  /** Whether a line does not depend on the length of the windows that are read. */
  boolean isComparable(StatementLine line) {
    StatementLine.PricedAs price = line.price();
    if (line.isPool()) {
      return inexactRules.isEmpty();
    }
    if (line.isFixed()) {
      return !sharedCosts.contains(price.priceId())
          || (inexact.isEmpty() && inexactRules.isEmpty());
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
