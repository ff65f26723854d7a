/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import io.tidemark.api.selection.Filters;
import io.tidemark.api.workload.Workload;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An amount of usage for a period.
 *
 * @param match the usage that counts
 * @param departments of which the usage counts, by the rules of departments; empty for all usage
 * @param per the dimension of which each value has its own account, {@link #PER_DEPARTMENT} or
 *     {@link #PER_NONE}
 * @param measure the metric that counts
 * @param from start of a budget of period {@code once}; null when it starts with its creation
 * @param to end of a budget of period {@code once}; null when it never ends
 * @param warnAt percents of the amount at which a message is sent, ascending
 * @param projected percent that the projection must pass for a message; null for no such message
 * @param overrides amounts of single accounts
 * @param onlyFrom blocks of addresses from which calls may come; empty for all
 */
public record Budget(
    Workload workload,
    Filters match,
    List<String> departments,
    String per,
    String measure,
    BigDecimal amount,
    Period period,
    ZoneId zone,
    Instant from,
    Instant to,
    List<Integer> warnAt,
    Integer projected,
    Mode mode,
    Map<String, BigDecimal> overrides,
    List<AddressBlock> onlyFrom,
    Extra extra,
    List<String> channels) {

  /** One account for all usage. */
  public static final String PER_NONE = "none";

  /** An account for each department. */
  public static final String PER_DEPARTMENT = "department";

  /** The value of the one account of a budget without a dimension. */
  public static final String WHOLE = "";

  /**
   * Rules for requests for more.
   *
   * @param selfServicePercent percent of the amount that a request may add without an approver
   * @param times how often in a period
   * @param approvers users who decide requests; empty for all super-admins
   */
  public record Extra(int selfServicePercent, int times, List<String> approvers) {
    static final Extra NONE = new Extra(0, 0, List.of());
  }

  /** Whether all usage has one account. */
  public boolean isWhole() {
    return per.equals(PER_NONE);
  }

  /** Whether rules of departments say which usage counts. */
  public boolean isOfDepartments() {
    return per.equals(PER_DEPARTMENT) || !departments.isEmpty();
  }

  /** Whether the accounts of both measure the same usage. Amount, period and mode may differ. */
  public boolean selectsSameAs(Budget other) {
    return workload.equals(other.workload)
        && match.equals(other.match)
        && departments.equals(other.departments)
        && per.equals(other.per)
        && measure.equals(other.measure);
  }

  /** The accounts that usage with these shares of departments counts for, with their parts. */
  public Map<String, BigDecimal> departmentAccounts(Map<String, BigDecimal> shares) {
    Map<String, BigDecimal> accounts = new LinkedHashMap<>();
    shares.forEach(
        (department, share) -> {
          if (departments.isEmpty() || departments.contains(department)) {
            accounts.merge(isWhole() ? WHOLE : department, share, BigDecimal::add);
          }
        });
    return accounts;
  }

  /** The amount of an account, without grants. */
  public BigDecimal amountOf(String value) {
    return overrides.getOrDefault(value, amount);
  }

  /**
   * The period around {@code time}; empty when there is none.
   *
   * @param created when the budget was written for the first time
   */
  public Optional<Span> spanAt(Instant time, Instant created) {
    if (period != Period.ONCE) {
      return Optional.of(period.spanAt(time, zone));
    }
    Instant start = from == null ? created : from;
    Span span = new Span(start, to == null ? Span.OPEN : to);
    return span.contains(time) ? Optional.of(span) : Optional.empty();
  }
}
