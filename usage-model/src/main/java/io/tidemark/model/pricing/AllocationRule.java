/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A rule that gives usage to departments.
 *
 * @param id stable name
 * @param match accepted values of each property; a property that is absent is not looked at
 * @param shares parts of departments, which add up to 1
 * @param validTo null while the rule holds
 */
public record AllocationRule(
    String id,
    Map<Property, List<String>> match,
    Map<String, BigDecimal> shares,
    Instant validFrom,
    Instant validTo) {

  /** A property of usage that a rule may look at. */
  public enum Property {
    PROJECT_ID,
    USER_ID,
    API_KEY_ID,
    WORKLOAD,
    MODEL;

    /** The name in settings, for example {@code project_id}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String valueIn(UsageOwner owner) {
      return switch (this) {
        case PROJECT_ID -> owner.project();
        case USER_ID -> owner.user();
        case API_KEY_ID -> owner.apiKey();
        case WORKLOAD -> owner.workload();
        case MODEL -> owner.model();
      };
    }
  }

  public AllocationRule {
    match = Map.copyOf(match);
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    BigDecimal sum = shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(BigDecimal.ONE) != 0) {
      throw new IllegalArgumentException("shares add up to " + sum + ", not to 1");
    }
  }

  /** Whether the rule takes usage in the window that begins at {@code windowStart}. */
  boolean takes(UsageOwner owner, Instant windowStart) {
    return !windowStart.isBefore(validFrom)
        && (validTo == null || windowStart.isBefore(validTo))
        && match.entrySet().stream()
            .allMatch(entry -> accepts(entry.getValue(), entry.getKey().valueIn(owner)));
  }

  /** The instants strictly between two at which the rule begins or ends. */
  public NavigableSet<Instant> listChanges(Instant from, Instant to) {
    NavigableSet<Instant> changes = new TreeSet<>();
    changes.add(validFrom);
    if (validTo != null) {
      changes.add(validTo);
    }
    changes.removeIf(change -> !change.isAfter(from) || !change.isBefore(to));
    return changes;
  }

  /** Whether the rule may take usage of an owner, whatever its workload is. */
  public boolean mayTake(UsageOwner owner) {
    return match.entrySet().stream()
        .filter(entry -> entry.getKey() != Property.WORKLOAD)
        .allMatch(entry -> accepts(entry.getValue(), entry.getKey().valueIn(owner)));
  }

  /** Whether the rule may take usage of a workload. */
  public boolean acceptsWorkload(String workload) {
    List<String> accepted = match.get(Property.WORKLOAD);
    return accepted == null || accepts(accepted, workload);
  }

  /** A value that ends in {@code *} accepts what begins with the rest. */
  private static boolean accepts(List<String> accepted, String value) {
    return value != null
        && accepted.stream()
            .anyMatch(
                one ->
                    one.endsWith("*")
                        ? value.startsWith(one.substring(0, one.length() - 1))
                        : one.equals(value));
  }
}
