/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Gives costs to departments. The first rule that takes some usage distributes all of it; usage
 * that no rule takes is the row {@link #UNALLOCATED}.
 *
 * @param rules in the order in which they are tried
 */
public record Allocations(List<AllocationRule> rules) {

  /** The row of usage that no rule takes. */
  public static final String UNALLOCATED = "unallocated";

  public Allocations {
    rules = List.copyOf(rules);
  }

  /** The instants strictly between two at which rules begin or end. */
  public NavigableSet<Instant> listChanges(Instant from, Instant to) {
    NavigableSet<Instant> changes = new TreeSet<>();
    rules.forEach(rule -> changes.addAll(rule.listChanges(from, to)));
    return changes;
  }

  /** The rule that takes some usage. */
  public Optional<AllocationRule> findRule(UsageOwner owner, Instant windowStart) {
    return rules.stream().filter(rule -> rule.takes(owner, windowStart)).findFirst();
  }

  /** Parts of an amount by department. They are exact: their sum is the amount. */
  public Map<String, BigDecimal> allocate(
      UsageOwner owner, Instant windowStart, BigDecimal amount) {
    Map<String, BigDecimal> parts = new LinkedHashMap<>();
    findRule(owner, windowStart)
        .ifPresentOrElse(
            rule ->
                rule.shares()
                    .forEach((department, share) -> parts.put(department, amount.multiply(share))),
            () -> parts.put(UNALLOCATED, amount));
    return parts;
  }
}
