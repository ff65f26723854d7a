/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.bills.ReconciliationAnswer.ReconciledLine;
import io.tidemark.api.departments.FinanceRoles;
import io.tidemark.api.export.Export;
import io.tidemark.api.export.Table;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.settings.SettingController;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Bills")
class ReconciliationController implements SettingController {

  private static final String PATH = "/api/v1/reconciliation";

  private static final Parameter RANGE =
      Parameter.choice(
          "range", "The UTC days that this time touches.", List.of("3d", "7d", "30d"), "30d");

  private static final Parameter PROVIDER =
      Parameter.text("provider", "Only the bill and the usage of this provider.", "openai");

  private static final List<String> COLUMNS =
      List.of(
          "day",
          "provider",
          "model",
          "token_class",
          "verdict",
          "billed_quantity",
          "billed_amount",
          "counted_quantity",
          "counted_amount");

  private final Reconciler reconciler;
  private final Export export;
  private final Tiers tiers;

  ReconciliationController(Reconciler reconciler, Export export, Tiers tiers) {
    this.reconciler = reconciler;
    this.export = export;
    this.tiers = tiers;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    List<Parameter> times =
        TimeRange.PARAMETERS.stream().filter(one -> !one.name().equals(RANGE.name())).toList();
    return Map.of(
        PATH, ParameterSet.of(RANGE).and(times).and(PROVIDER, Export.PARAMETER, Export.DOWNLOAD));
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "reconciliation",
      summary = "Bills of providers next to our own account, by day, model and token class",
      description =
          "For the roles finance and super-admin. Only days and providers with a bill are"
              + " compared. A day is judged 48 hours after its end.")
  ReconciliationAnswer reconcile(
      Scope scope, ParameterValues values, HttpServletRequest http, HttpServletResponse response) {
    Scope whole = FinanceRoles.requireWhole(scope);
    ReconciliationAnswer answer =
        reconciler.compareBills(
            whole, tiers.hours(values), values.text(PROVIDER.name()).orElse(null));
    return export.unlessJson(http, response, answer, () -> createTable(answer));
  }

  private static Table createTable(ReconciliationAnswer answer) {
    return new Table(
        COLUMNS, answer.lines().stream().map(ReconciliationController::createRow).iterator());
  }

  private static List<Object> createRow(ReconciledLine line) {
    return Table.row(
        line.day().toString(),
        line.provider(),
        line.model(),
        line.tokenClass(),
        line.verdict(),
        line.billed() == null ? null : line.billed().quantity(),
        line.billed() == null ? null : line.billed().amount(),
        line.counted() == null ? null : line.counted().quantity(),
        line.counted() == null ? null : line.counted().amount());
  }
}
