/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import io.tidemark.api.budgets.definition.AddressBlock;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.Mode;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Filters.Filter;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.UsageOwner;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A budget that decisions ask, with its filters made ready. */
final class GatewayBudget {

  private final SettingEntry<Budget> entry;
  private final PendingAccounts pending;
  private final Map<String, Set<String>> kept;
  private final Map<String, Set<String>> leftOut;

  GatewayBudget(SettingEntry<Budget> entry, PendingAccounts pending) {
    this.entry = entry;
    this.pending = pending;
    Filters match = entry.value().match();
    this.kept = groupValues(match.kept());
    this.leftOut = groupValues(match.leftOut());
  }

  private static Map<String, Set<String>> groupValues(List<Filter> filters) {
    return filters.stream()
        .collect(Collectors.toMap(Filter::field, filter -> new HashSet<>(filter.values())));
  }

  SettingEntry<Budget> entry() {
    return entry;
  }

  Budget budget() {
    return entry.value();
  }

  /** The usage that was admitted and is not counted yet. */
  PendingAccounts pending() {
    return pending;
  }

  String id() {
    return entry.setting().address().id();
  }

  boolean enforces() {
    return budget().mode() == Mode.ENFORCE;
  }

  /** Whether the usage of the call will count for the budget. */
  boolean matchesCall(Call call) {
    for (Map.Entry<String, Set<String>> filter : kept.entrySet()) {
      if (!filter.getValue().contains(valueOf(call, filter.getKey()))) {
        return false;
      }
    }
    for (Map.Entry<String, Set<String>> filter : leftOut.entrySet()) {
      if (filter.getValue().contains(valueOf(call, filter.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static String valueOf(Call call, String dimension) {
    return call.dimensions().getOrDefault(dimension, Filters.UNKNOWN);
  }

  /**
   * The accounts of the call, with the part of it that each has; empty when the call has no value
   * of the dimension, or no rule gives it to a department.
   *
   * @param rules of departments
   */
  Map<String, BigDecimal> accountsOf(Call call, Supplier<Allocations> rules, Instant now) {
    if (budget().isOfDepartments()) {
      return rules
          .get()
          .findRule(ownerOf(call), now)
          .map(rule -> budget().departmentAccounts(rule.shares()))
          .orElse(Map.of());
    }
    String account = budget().isWhole() ? Budget.WHOLE : call.dimensions().get(budget().per());
    return account == null ? Map.of() : Map.of(account, BigDecimal.ONE);
  }

  private UsageOwner ownerOf(Call call) {
    Map<String, String> dimensions = call.dimensions();
    return new UsageOwner(
        dimensions.get("project_id"),
        dimensions.get("user_id"),
        dimensions.get("api_key_id"),
        budget().workload().id(),
        dimensions.get("model"));
  }

  /** Whether the call comes from an address that the budget allows. */
  boolean allowsAddress(Call call) {
    List<AddressBlock> blocks = budget().onlyFrom();
    return blocks.isEmpty()
        || (call.clientAddress() != null
            && blocks.stream().anyMatch(block -> block.contains(call.clientAddress())));
  }
}
