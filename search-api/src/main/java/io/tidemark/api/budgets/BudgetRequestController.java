/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.approvals.RequestState;
import io.tidemark.api.budgets.BudgetRequestAnswer.RequestDetail;
import io.tidemark.api.budgets.BudgetRequestAnswer.RequestList;
import io.tidemark.api.budgets.definition.BodyValues;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetKind;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.evaluation.BudgetMessages;
import io.tidemark.api.budgets.evaluation.Budgets;
import io.tidemark.api.budgets.requests.BudgetRequest;
import io.tidemark.api.budgets.requests.BudgetRequestKind;
import io.tidemark.api.budgets.requests.BudgetRequests;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.BodyController;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.api.settings.SettingStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = BudgetController.TAG)
class BudgetRequestController implements BodyController {

  private static final String OF_BUDGET = BudgetController.PATH + "/{id}/requests";
  private static final String ALL = "/api/v1/budget-requests";
  private static final String APPROVE = ALL + "/{id}:approve";
  private static final String DENY = ALL + "/{id}:deny";
  private static final int MOST_BYTES = 16 << 10;

  private final SettingStore store;
  private final BudgetKind kind;
  private final BudgetFinder finder;
  private final Budgets budgets;
  private final BudgetRequests requests;
  private final BudgetMessages messages;
  private final Clock clock;

  BudgetRequestController(
      SettingStore store,
      BudgetKind kind,
      BudgetFinder finder,
      Budgets budgets,
      BudgetRequests requests,
      BudgetMessages messages,
      Clock clock) {
    this.store = store;
    this.kind = kind;
    this.finder = finder;
    this.budgets = budgets;
    this.requests = requests;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(
        OF_BUDGET,
        ParameterSet.NONE,
        ALL,
        ParameterSet.NONE,
        APPROVE,
        ParameterSet.NONE,
        DENY,
        ParameterSet.NONE);
  }

  @GetMapping(ALL)
  @Operation(
      operationId = "budgetRequests",
      summary = "Requests for more: the caller's own, and those that the caller may decide")
  RequestList list(Scope scope, ParameterValues values) {
    Map<String, Budget> byId = new HashMap<>();
    store
        .listValues(kind, scope.tenant())
        .forEach(entry -> byId.put(entry.setting().address().id(), entry.value()));
    return new RequestList(
        requests.list(scope.tenant()).stream()
            .filter(
                entry ->
                    entry.value().askedBy().equals(scope.user())
                        || RequestRules.mayDecide(scope, byId.get(entry.value().budget())))
            .map(RequestDetail::of)
            .toList());
  }

  @PostMapping(OF_BUDGET)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "requestBudget",
      summary = "Asks for more than the amount of an account",
      description =
          "The body has `amount`, the part to add, and may have `reason`, `until` (for the running"
              + " period alone without it), and for super-admins `value`, the account. Members ask"
              + " for their own account. Within the budget's self-service the answer is `approved`,"
              + " otherwise `pending`; approvers get a message.")
  RequestDetail ask(
      Scope scope,
      ParameterValues values,
      SettingInput input,
      @Parameter(
              description = "Id of the budget.",
              example = "dev-daily",
              schema = @Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    SettingEntry<Budget> budget = finder.requireVisible(scope, id);
    BudgetRequest asked = readRequest(scope, budget, input.readBody(MOST_BYTES));
    SettingEntry<BudgetRequest> stored =
        grantRequest(scope, budget, asked).orElseGet(() -> requests.create(scope, asked));
    if (stored.value().state() == RequestState.PENDING) {
      messages.addRequest(budget, stored);
    } else {
      budgets.updateState(budget);
    }
    return RequestDetail.of(stored);
  }

  private Optional<SettingEntry<BudgetRequest>> grantRequest(
      Scope scope, SettingEntry<Budget> budget, BudgetRequest asked) {
    if (!RequestRules.isSelfService(budget, asked)) {
      return Optional.empty();
    }
    return requests.createGrant(
        scope,
        RequestRules.grantRequest(asked),
        RequestRules.countGrants(asked, requests.list(scope.tenant())),
        budget.value().extra().times());
  }

  @PostMapping(APPROVE)
  @Operation(
      operationId = "approveBudgetRequest",
      summary = "Approves a request",
      description =
          "For the approvers of the budget, or super-admins where it names none. The body may have"
              + " `comment`, another `amount`, and another `until`.")
  RequestDetail approve(
      Scope scope,
      ParameterValues values,
      SettingInput input,
      @Parameter(
              description = "Id of the request.",
              example = "req-5f2c1a9b7e30",
              schema = @Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    return decideRequest(scope, id, input.readBody(MOST_BYTES), RequestState.APPROVED);
  }

  @PostMapping(DENY)
  @Operation(
      operationId = "denyBudgetRequest",
      summary = "Denies a request",
      description = "As for approving one. The body may have `comment`.")
  RequestDetail deny(
      Scope scope,
      ParameterValues values,
      SettingInput input,
      @Parameter(
              description = "Id of the request.",
              example = "req-5f2c1a9b7e30",
              schema = @Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    return decideRequest(scope, id, input.readBody(MOST_BYTES), RequestState.DENIED);
  }

  private RequestDetail decideRequest(Scope scope, String id, JsonNode body, RequestState state) {
    SettingEntry<BudgetRequest> pending =
        requests.find(scope.tenant(), id).orElseThrow(SettingStore::notFound);
    Optional<SettingEntry<Budget>> budget = finder.findReadable(scope, pending.value().budget());
    RequestRules.requireApprover(
        scope, budget.map(SettingEntry::value).orElse(null), pending.value());
    BudgetRequest decision = readDecision(scope, pending.value(), body, state);
    if (pending.value().state() == RequestState.PENDING && state == RequestState.APPROVED) {
      requireGrant(budget, decision);
    }
    SettingEntry<BudgetRequest> decided = requests.decideRequest(scope, pending, decision);
    if (state == RequestState.APPROVED) {
      budget.ifPresent(budgets::updateState);
    }
    return RequestDetail.of(decided);
  }

  /** Who asked would believe in an approval that grants nothing. */
  private void requireGrant(Optional<SettingEntry<Budget>> budget, BudgetRequest decision) {
    Instant now = clock.instant();
    boolean grants =
        budget
            .filter(entry -> decision.isOf(entry.value()))
            .flatMap(entry -> entry.value().spanAt(now, budgets.createdAt(entry.setting())))
            .filter(span -> decision.isGrantFor(span, now))
            .isPresent();
    if (!grants) {
      throw ProblemException.conflict(
          "grants-nothing",
          "An approval would grant nothing: the time of the request has passed, or its budget is"
              + " gone or measures something else. Deny it, or give until, a later time.");
    }
  }

  private static BudgetRequest readDecision(
      Scope scope, BudgetRequest pending, JsonNode body, RequestState state) {
    try {
      BodyMembers members =
          new BodyMembers("", body)
              .allow(BudgetRequestKind.COMMENT, BudgetRequestKind.AMOUNT, BudgetRequestKind.UNTIL);
      return pending.decided(
          state,
          body.has(BudgetRequestKind.AMOUNT)
              ? new BodyValues("", body).requireAmount(BudgetRequestKind.AMOUNT)
              : pending.amount(),
          BudgetRequestKind.readTime(members, BudgetRequestKind.UNTIL).orElse(pending.until()),
          scope.user(),
          members.text(BudgetRequestKind.COMMENT, BudgetRequestKind.LONGEST_TEXT).orElse(null));
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  private BudgetRequest readRequest(Scope scope, SettingEntry<Budget> budget, JsonNode body) {
    Instant now = clock.instant();
    Span span =
        budget
            .value()
            .spanAt(now, budgets.createdAt(budget.setting()))
            .orElseThrow(
                () ->
                    ProblemException.conflict(
                        "inactive", "This budget has no period at this time."));
    try {
      return RequestRules.readRequest(scope, budget, body, span, now);
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }
}
