/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.access.Scope;
import io.tidemark.api.budgets.BudgetRequest.State;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Keeps requests, and knows what they grant. */
@Component
class BudgetRequests {

  private static final int ID_BYTES = 6;

  private final SettingStore store;
  private final BudgetRequestKind kind;
  private final SettingViews views;
  private final SettingView<BudgetRequest> view;
  private final SecureRandom random = new SecureRandom();

  BudgetRequests(SettingStore store, BudgetRequestKind kind, SettingViews views) {
    this.store = store;
    this.kind = kind;
    this.views = views;
    this.view = views.open(kind);
  }

  /** Amounts of accounts that differ from the budget's: overrides and what is granted. */
  Map<String, BigDecimal> amounts(SettingEntry<Budget> budget, Span span, Instant now) {
    Map<String, BigDecimal> amounts = new HashMap<>(budget.value().overrides());
    String id = budget.setting().address().id();
    for (SettingEntry<BudgetRequest> entry : view.list(budget.setting().address().tenant())) {
      BudgetRequest request = entry.value();
      if (request.budget().equals(id) && request.isGrantFor(span, now)) {
        BigDecimal before =
            amounts.getOrDefault(request.value(), budget.value().amountOf(request.value()));
        amounts.put(request.value(), before.add(request.amount()));
      }
    }
    return amounts;
  }

  /** Requests of a tenant, the newest first. */
  List<SettingEntry<BudgetRequest>> list(String tenant) {
    return store.listValues(kind, tenant).stream()
        .sorted((one, other) -> other.setting().changedAt().compareTo(one.setting().changedAt()))
        .toList();
  }

  /** One request of a tenant. */
  Optional<SettingEntry<BudgetRequest>> find(String tenant, String id) {
    return store
        .find(Scope.ofTenant(tenant), kind, id)
        .map(setting -> new SettingEntry<>(setting, kind.parse(id, setting.body())));
  }

  /** Stores a new request. */
  SettingEntry<BudgetRequest> create(Scope scope, BudgetRequest request) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = "req-" + HexFormat.of().formatHex(bytes);
    return write(scope, id, request, new Precondition(null, "*"));
  }

  /** Stores a decision, unless the request changed since it was read. */
  SettingEntry<BudgetRequest> decide(
      Scope scope, SettingEntry<BudgetRequest> pending, BudgetRequest decided) {
    if (pending.value().state() != State.PENDING) {
      throw ProblemException.conflict(
          "decided", "This request was " + pending.value().state().id() + " already.");
    }
    return write(
        scope,
        pending.setting().address().id(),
        decided,
        new Precondition(pending.setting().etag(), null));
  }

  private SettingEntry<BudgetRequest> write(
      Scope scope, String id, BudgetRequest request, Precondition condition) {
    // Anybody may ask, and approvers need no role: the routes have checked who may do what.
    Scope writer = new Scope(scope.tenant(), scope.user(), true, new TreeSet<>());
    Setting stored =
        store.put(writer, kind, id, false, BudgetRequestKind.write(request), condition).setting();
    views.refresh();
    return new SettingEntry<>(stored, request);
  }
}
