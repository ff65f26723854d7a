/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.Mode;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.evaluation.BudgetBoard;
import io.tidemark.api.budgets.evaluation.BudgetState;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Decides about calls from memory: from the usage that was last read, and what it admitted. */
@Component
class Decisions {

  private static final Duration ALLOW_FOR = Duration.ofSeconds(5);
  private static final Duration ALLOW_NEAR_END_FOR = Duration.ofSeconds(1);
  private static final Duration DENY_FOR = Duration.ofSeconds(30);

  /** Without an evaluation, which is seconds away or fails, nothing else forgets calls. */
  static final Duration REMEMBER_UNCOUNTED_FOR = Duration.ofMinutes(2);

  private static final double NEAR_END = 0.1;

  private final BudgetBoard budgets;
  private final DecisionProperties properties;
  private final Clock clock;
  private final Pending pending;
  private final Map<String, Ready> ready = new ConcurrentHashMap<>();

  Decisions(BudgetBoard budgets, DecisionProperties properties, Pending pending, Clock clock) {
    this.budgets = budgets;
    this.properties = properties;
    this.pending = pending;
    this.clock = clock;
  }

  /** Budgets of a tenant that decisions ask, as of one version of all budgets. */
  private record Ready(Object version, List<GatewayBudget> budgets) {}

  /** Decides about one call, and remembers it when it is admitted. */
  Decision decideCall(String tenant, Call call) {
    Instant now = clock.instant();
    List<Charge> charges = listCharges(tenant, call, now);
    List<Standing> standings =
        charges.stream()
            .flatMap(charge -> findStanding(charge, call, now).stream())
            .sorted(Standing.DECISIVE_FIRST)
            .toList();
    Decision decision =
        standings.isEmpty()
            ? createNone(!charges.isEmpty())
            : createDecision(standings.get(0), standings, now);
    if (!decision.denies()) {
      charges.forEach(charge -> charge.admitCall(call, now));
    }
    return decision;
  }

  /** The accounts of all budgets that the call counts for. */
  private List<Charge> listCharges(String tenant, Call call, Instant now) {
    List<Charge> charges = new ArrayList<>();
    for (GatewayBudget budget : listBudgets(tenant)) {
      if (!budget.matchesCall(call)) {
        continue;
      }
      Optional<Span> span = findSpan(budget, now);
      if (span.isEmpty()) {
        budget.pending().forgetBefore(now);
        continue;
      }
      budget
          .accountsOf(call, () -> budgets.allocations(tenant), now)
          .forEach((account, share) -> charges.add(new Charge(budget, account, span.get(), share)));
    }
    return charges;
  }

  /** Empty before the start and after the end of a budget with one period. */
  private Optional<Span> findSpan(GatewayBudget budget, Instant now) {
    return budget.budget().spanAt(now, budgets.createdAtOrNow(budget.entry().setting()));
  }

  private List<GatewayBudget> listBudgets(String tenant) {
    Object version = budgets.version();
    Ready before = ready.get(tenant);
    if (before != null && before.version() == version) {
      return before.budgets();
    }
    List<GatewayBudget> asked = new ArrayList<>();
    Set<SettingAddress> addresses = new HashSet<>();
    for (SettingEntry<Budget> entry : budgets.list(tenant)) {
      if (entry.value().mode() != Mode.WATCH) {
        asked.add(new GatewayBudget(entry, pending.ofBudget(entry)));
        addresses.add(entry.setting().address());
      }
    }
    pending.retainBudgets(tenant, addresses);
    Ready now = new Ready(version, List.copyOf(asked));
    ready.put(tenant, now);
    return now.budgets();
  }

  private Optional<Standing> findStanding(Charge charge, Call call, Instant now) {
    GatewayBudget budget = charge.budget();
    String account = charge.account();
    Span span = charge.span();
    Optional<BudgetState> found = budgets.find(budget.entry());
    if (found.isEmpty()) {
      budget.pending().forgetBefore(now.minus(REMEMBER_UNCOUNTED_FOR));
      return Optional.empty();
    }
    BudgetState state = found.get();
    boolean current = span.equals(state.span());
    Instant counted = current ? state.usage().certainThrough() : null;
    Instant since = counted == null ? span.from() : counted;
    BigDecimal used = current ? state.usedOf(account).used() : BigDecimal.ZERO;
    BigDecimal amount = state.amountOf(account);
    BigDecimal remaining =
        amount.subtract(used).subtract(budget.pending().sumSince(account, since));
    return Optional.of(
        new Standing(
            budget,
            remaining.max(BigDecimal.ZERO),
            remaining.doubleValue() / amount.doubleValue(),
            span.ends() ? span.to() : null,
            counted,
            state.evaluatedAt(),
            explainReason(budget, call, remaining, Duration.between(state.evaluatedAt(), now))));
  }

  private String explainReason(
      GatewayBudget budget, Call call, BigDecimal remaining, Duration age) {
    if (!budget.allowsAddress(call)) {
      return Standing.ADDRESS;
    }
    if (!properties.failOpen() && age.compareTo(properties.staleAfter()) > 0) {
      return Standing.STALE;
    }
    return remaining.signum() <= 0 ? Standing.USED : Standing.WITHIN;
  }

  private static Decision createDecision(Standing decisive, List<Standing> all, Instant now) {
    return new Decision(
        decisive.denies() ? Decision.DENY : Decision.ALLOW,
        decisive.budget().enforces(),
        all.stream().anyMatch(Standing::wouldDeny),
        decisive.reason(),
        decisive.budget().id(),
        decisive.remaining().stripTrailingZeros().toPlainString(),
        decisive.resetsAt(),
        decisive.countedThrough(),
        // The clock may have been set back since.
        Math.max(0, Duration.between(decisive.readAt(), now).toMillis()),
        validFor(decisive, now).toMillis());
  }

  private static Duration validFor(Standing decisive, Instant now) {
    Duration longest = decisive.part() < NEAR_END ? ALLOW_NEAR_END_FOR : ALLOW_FOR;
    if (decisive.denies()) {
      longest = DENY_FOR;
    }
    if (decisive.resetsAt() == null) {
      return longest;
    }
    Duration rest = Duration.between(now, decisive.resetsAt());
    return rest.compareTo(longest) < 0 ? rest : longest;
  }

  /** Fails open: a budget that was never counted denies nothing. */
  private static Decision createNone(boolean notCounted) {
    return new Decision(
        Decision.ALLOW,
        false,
        false,
        notCounted ? "not_counted_yet" : "no_budget",
        null,
        null,
        null,
        null,
        null,
        ALLOW_FOR.toMillis());
  }
}
