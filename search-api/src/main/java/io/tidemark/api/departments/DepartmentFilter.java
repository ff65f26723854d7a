/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import io.tidemark.api.selection.Filters.Filter;
import io.tidemark.model.pricing.Allocations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The departments that a request is about.
 *
 * @param kept empty for all
 * @param leftOut those without which
 */
public record DepartmentFilter(Set<String> kept, Set<String> leftOut) {

  /** All departments. */
  public static final DepartmentFilter NONE = new DepartmentFilter(Set.of(), Set.of());

  /** The name of the parameter. */
  public static final String NAME = "department";

  public DepartmentFilter {
    kept = Set.copyOf(kept);
    leftOut = Set.copyOf(leftOut);
  }

  /** The part of some filters that is about departments; no value is unallocated usage. */
  public static DepartmentFilter find(List<Filter> kept, List<Filter> leftOut) {
    return new DepartmentFilter(find(kept), find(leftOut));
  }

  private static Set<String> find(List<Filter> filters) {
    return filters.stream()
        .filter(DepartmentFilter::isAbout)
        .flatMap(filter -> filter.values().stream())
        .map(value -> value.isEmpty() ? Allocations.UNALLOCATED : value)
        .collect(Collectors.toSet());
  }

  /** Whether a filter is about departments. */
  public static boolean isAbout(Filter filter) {
    return filter.field().equals(NAME);
  }

  /** Whether all departments are meant. */
  public boolean isEmpty() {
    return kept.isEmpty() && leftOut.isEmpty();
  }

  /** Whether a department, or {@code unallocated}, is meant. */
  public boolean accepts(String department) {
    return (kept.isEmpty() || kept.contains(department)) && !leftOut.contains(department);
  }

  /** The part of some usage that these departments take. */
  BigDecimal addShares(Map<String, BigDecimal> shares) {
    return shares.entrySet().stream()
        .filter(entry -> accepts(entry.getKey()))
        .map(Map.Entry::getValue)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
