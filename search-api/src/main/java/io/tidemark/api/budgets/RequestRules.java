/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.access.Scope;
import io.tidemark.api.approvals.RequestState;
import io.tidemark.api.budgets.definition.BodyValues;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetMatch;
import io.tidemark.api.budgets.definition.Percent;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.requests.BudgetRequest;
import io.tidemark.api.budgets.requests.BudgetRequestKind;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Who may ask for how much, and who decides. */
final class RequestRules {

  private static final String USER = "user_id";

  private RequestRules() {}

  /**
   * Reads the body of a new request.
   *
   * @throws SettingFault when an entry is not accepted
   * @throws ProblemException 403 when the account is not the caller's
   */
  static BudgetRequest readRequest(
      Scope scope, SettingEntry<Budget> budget, JsonNode body, Span span, Instant now) {
    BodyMembers members =
        new BodyMembers("", body)
            .allow(
                BudgetRequestKind.AMOUNT,
                BudgetRequestKind.VALUE,
                BudgetRequestKind.REASON,
                BudgetRequestKind.UNTIL);
    Instant until = BudgetRequestKind.readTime(members, BudgetRequestKind.UNTIL).orElse(null);
    if (until != null && !until.isAfter(now)) {
      throw new SettingFault(BudgetRequestKind.UNTIL, "This time has passed.");
    }
    return new BudgetRequest(
        budget.setting().address().id(),
        readAccount(scope, budget.value(), members),
        budget.value().measure(),
        new BodyValues("", body).requireAmount(BudgetRequestKind.AMOUNT),
        members.text(BudgetRequestKind.REASON, BudgetRequestKind.LONGEST_TEXT).orElse(null),
        span.from(),
        until,
        RequestState.PENDING,
        false,
        scope.user(),
        null,
        null);
  }

  private static String readAccount(Scope scope, Budget budget, BodyMembers members) {
    String named =
        members.text(BudgetRequestKind.VALUE, BudgetRequestKind.LONGEST_TEXT).orElse(null);
    if (budget.isWhole()) {
      if (named != null) {
        throw new SettingFault(BudgetRequestKind.VALUE, "This budget has one account.");
      }
      return Budget.WHOLE;
    }
    boolean byUser = budget.per().equals(USER);
    if (named == null && !byUser) {
      throw new SettingFault(BudgetRequestKind.VALUE, "Name the account.");
    }
    String value = named == null ? scope.user() : named;
    if (!scope.superAdmin() && !(byUser && value.equals(scope.user()))) {
      throw ProblemException.notYours(
          BudgetRequestKind.VALUE, "You may ask for your own account alone.");
    }
    boolean otherDepartment =
        !budget.departments().isEmpty() && !budget.departments().contains(value);
    if (otherDepartment || !BudgetMatch.mayMatch(budget.match(), budget.per(), value)) {
      throw new SettingFault(BudgetRequestKind.VALUE, "This budget has no such account.");
    }
    return value;
  }

  /** Whether a budget grants so much without an approver. */
  static boolean isSelfService(SettingEntry<Budget> budget, BudgetRequest asked) {
    BigDecimal most =
        Percent.takePart(
            budget.value().amountOf(asked.value()), budget.value().extra().selfServicePercent());
    return asked.until() == null && asked.amount().compareTo(most) <= 0;
  }

  /** How often the account was granted more without an approver in the period. */
  static int countGrants(BudgetRequest asked, List<SettingEntry<BudgetRequest>> before) {
    return Math.toIntExact(
        before.stream()
            .map(SettingEntry::value)
            .filter(one -> one.selfService() && one.budget().equals(asked.budget()))
            .filter(one -> one.value().equals(asked.value()))
            .filter(one -> one.periodFrom().equals(asked.periodFrom()))
            .count());
  }

  static BudgetRequest grantRequest(BudgetRequest asked) {
    return new BudgetRequest(
        asked.budget(),
        asked.value(),
        asked.measure(),
        asked.amount(),
        asked.reason(),
        asked.periodFrom(),
        null,
        RequestState.APPROVED,
        true,
        asked.askedBy(),
        null,
        null);
  }

  /** Whether the caller decides requests of a budget; {@code budget} is null when it is gone. */
  static boolean mayDecide(Scope scope, Budget budget) {
    return scope.superAdmin()
        || (budget != null && budget.extra().approvers().contains(scope.user()));
  }

  /**
   * Requires an approver, who must not be the one who asked.
   *
   * @throws ProblemException 404 when the caller may not know of the request, 403 for one's own
   */
  static void requireApprover(Scope scope, Budget budget, BudgetRequest request) {
    boolean own = request.askedBy().equals(scope.user());
    if (!mayDecide(scope, budget)) {
      throw own ? ownRequest() : SettingStore.notFound();
    }
    if (own && !scope.superAdmin()) {
      throw ownRequest();
    }
  }

  private static ProblemException ownRequest() {
    return ProblemException.roleNeeded("Somebody else decides your requests.", List.of());
  }
}
