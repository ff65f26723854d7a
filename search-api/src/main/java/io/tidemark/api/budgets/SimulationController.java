/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.budgets.Simulation.Crossing;
import io.tidemark.api.budgets.Simulation.PeriodResult;
import io.tidemark.api.budgets.SimulationAnswer.SimulatedCrossing;
import io.tidemark.api.budgets.SimulationAnswer.SimulatedPeriod;
import io.tidemark.api.budgets.SimulationAnswer.UserUsage;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetKind;
import io.tidemark.api.budgets.definition.Percent;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Retention;
import io.tidemark.api.settings.BodyController;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.api.settings.SettingStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = BudgetController.TAG)
class SimulationController implements BodyController {

  private static final String PATH = BudgetController.PATH + ":simulate";

  private final SettingStore store;
  private final BudgetKind kind;
  private final Simulation simulation;
  private final UsersAfter users;
  private final Retention retention;
  private final Clock clock;

  SimulationController(
      SettingStore store,
      BudgetKind kind,
      Simulation simulation,
      UsersAfter users,
      Retention retention,
      Clock clock) {
    this.users = users;
    this.retention = retention;
    this.store = store;
    this.kind = kind;
    this.simulation = simulation;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.NONE);
  }

  @PostMapping(PATH)
  @Operation(
      operationId = "simulateBudget",
      summary = "Simulates a budget over the usage that is kept",
      description =
          "For those who may change budgets. The body is that of a budget; nothing is stored.")
  SimulationAnswer simulate(Scope scope, ParameterValues values, SettingInput input) {
    store.requireWriter(scope, kind, false);
    Budget budget = parseBudget(input.readBody(kind.mostBytes()));
    Explained explained = new Explained(scope.tenant(), budget);
    List<SimulatedPeriod> periods =
        simulation.simulateBudget(scope.tenant(), budget).stream()
            .map(result -> createAnswer(budget, result, explained))
            .toList();
    return new SimulationAnswer(
        retention.startOfHours(clock),
        clock.instant(),
        periods.stream().mapToInt(period -> period.crossings().size()).sum(),
        periods);
  }

  private Budget parseBudget(JsonNode body) {
    try {
      String id = body.path("id").asString("");
      return kind.parse(id.isEmpty() ? "simulated" : id, body);
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  /** Says by whom usage after crossings was, for the first of them: each is a search. */
  private final class Explained {
    private static final int MOST = 20;

    private final String tenant;
    private final Budget budget;
    private int left = MOST;

    Explained(String tenant, Budget budget) {
      this.tenant = tenant;
      this.budget = budget;
    }

    List<UserUsage> findUsers(Span span, Crossing crossing) {
      boolean known = budget.per().equals(BudgetStatusReader.USER) || budget.isOfDepartments();
      if (known || left == 0) {
        return null;
      }
      left--;
      return users.listUsers(tenant, budget, span, crossing);
    }
  }

  private static SimulatedPeriod createAnswer(
      Budget budget, PeriodResult result, Explained explained) {
    return new SimulatedPeriod(
        result.span().from(),
        result.span().ends() ? result.span().to() : null,
        result.accounts(),
        result.reached(),
        result.crossings().stream()
            .map(one -> createAnswer(budget, result, one, explained))
            .toList());
  }

  private static SimulatedCrossing createAnswer(
      Budget budget, PeriodResult result, Crossing one, Explained explained) {
    return new SimulatedCrossing(
        budget.isWhole() ? null : one.value(),
        one.level(),
        one.at(),
        Percent.formatNumber(one.used()),
        Percent.formatNumber(budget.amountOf(one.value())),
        Percent.formatNumber(result.total().get(one.value()).used().subtract(one.used())),
        explained.findUsers(result.span(), one));
  }
}
