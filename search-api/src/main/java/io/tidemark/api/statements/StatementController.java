/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.departments.FinanceRoles;
import io.tidemark.api.export.Export;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.SettingController;
import io.tidemark.api.statements.StatementAnswer.FocusMetadata;
import io.tidemark.api.statements.StatementAnswer.OpenMonth;
import io.tidemark.api.statements.StatementAnswer.ProofAnswer;
import io.tidemark.api.statements.StatementAnswer.StatementDetail;
import io.tidemark.api.statements.StatementAnswer.StatementHead;
import io.tidemark.api.statements.StatementAnswer.StatementLines;
import io.tidemark.api.statements.StatementAnswer.StatementList;
import io.tidemark.model.pricing.Statement;
import io.tidemark.model.pricing.Statement.Head;
import io.tidemark.model.pricing.StatementLine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Statements")
class StatementController implements SettingController {

  private static final String ALL = "/api/v1/statements";
  private static final String ONE = ALL + "/{month}";
  private static final String LINES = ONE + "/lines";
  private static final String METADATA = ONE + "/focus-metadata";

  private static final String PROOF = ONE + "/proof";

  private static final String FOCUS = "focus";

  private static final Parameter FORMAT =
      Parameter.choice(
          Export.PARAMETER.name(),
          "Response format; overrides the Accept header. focus is a cost file of FOCUS 1.2.",
          List.of("json", "csv", "ndjson", FOCUS),
          null);

  private static final Parameter OFFSET =
      Parameter.count("offset", "Lines to skip, in JSON.", 0L, 0, 0, MonthLines.MOST_LINES);

  private static final Parameter LIMIT =
      Parameter.count("limit", "Lines to show, in JSON.", 1_000L, 3, 1, 5_000);

  private final StatementStore store;
  private final StatementCloser closer;
  private final KeptDays.Source days;
  private final StatementExport files;
  private final StatementProof proof;
  private final BookedLines booked;
  private final Clock clock;

  StatementController(
      StatementStore store,
      StatementCloser closer,
      KeptDays.Source days,
      StatementExport files,
      StatementProof proof,
      BookedLines booked,
      Clock clock) {
    this.store = store;
    this.closer = closer;
    this.days = days;
    this.files = files;
    this.proof = proof;
    this.booked = booked;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(
        ALL,
        ParameterSet.NONE,
        ONE,
        ParameterSet.NONE,
        LINES,
        ParameterSet.of(OFFSET, LIMIT, FORMAT, Export.DOWNLOAD),
        METADATA,
        ParameterSet.NONE,
        PROOF,
        ParameterSet.NONE);
  }

  @GetMapping(ALL)
  @Operation(
      operationId = "statements",
      summary = "Booked months, the newest first, and the month that is closed next",
      description = "For the roles finance and super-admin.")
  StatementList list(Scope scope, ParameterValues values) {
    FinanceRoles.requireWhole(scope);
    List<Head> closed = store.listHeads(scope.tenant());
    StatementCloser.Month next = closer.findNext(closed, clock.instant(), days);
    if (closed.isEmpty() && next.range().to().isBefore(clock.instant())) {
      next = next.following();
    }
    return new StatementList(
        closed.stream().map(StatementHead::of).toList(),
        new OpenMonth(
            next.month().toString(),
            next.range().from(),
            next.range().to(),
            closer.closesAfter(next)));
  }

  @GetMapping(ONE)
  @Operation(
      operationId = "statement",
      summary = "The head of a booked month, and whether its lines are those that were booked",
      description = "For the roles finance and super-admin.")
  StatementDetail find(
      Scope scope,
      ParameterValues values,
      @io.swagger.v3.oas.annotations.Parameter(
              description = "The month.",
              example = "2026-02",
              schema = @Schema(minLength = 1, maxLength = 16))
          @PathVariable("month")
          String id) {
    Head head = require(scope, id);
    boolean lines = booked.areIntact(head);
    return new StatementDetail(StatementHead.of(head), lines && hasItsPast(head));
  }

  /** The first statement has no past. */
  private boolean hasItsPast(Head head) {
    return head.previousHash().equals(Statement.FIRST)
        || store
            .findHead(head.subject().tenant(), head.subject().month().minusMonths(1))
            .filter(before -> before.hash().equals(head.previousHash()))
            .isPresent();
  }

  @GetMapping(LINES)
  @Operation(
      operationId = "statementLines",
      summary = "Lines of a booked month",
      description =
          "For the roles finance and super-admin. format=focus writes a cost file of FOCUS 1.2,"
              + " with a row for each day of usage that is kept.")
  StatementLines lines(
      Scope scope,
      ParameterValues values,
      HttpServletRequest http,
      HttpServletResponse response,
      @io.swagger.v3.oas.annotations.Parameter(
              description = "The month.",
              example = "2026-02",
              schema = @Schema(minLength = 1, maxLength = 16))
          @PathVariable("month")
          String id) {
    Head head = require(scope, id);
    if (FOCUS.equals(values.text(FORMAT.name()).orElse(null))) {
      files.writeFocus(head, http, response);
      return null;
    }
    if (files.writeRows(head, http, response)) {
      return null;
    }
    int offset = values.size(OFFSET.name());
    List<StatementLine> lines = files.readLines(head, offset, values.size(LIMIT.name()));
    int end = offset + lines.size();
    return new StatementLines(
        head.subject().month().toString(),
        head.subject().currency(),
        head.lineCount(),
        offset,
        lines.stream().map(line -> files.describeFile(head, line)).toList(),
        end < head.lineCount() ? end : null);
  }

  @GetMapping(METADATA)
  @Operation(
      operationId = "statementFocusMetadata",
      summary = "The metadata file next to the cost file of a booked month",
      description = "For the roles finance and super-admin.")
  FocusMetadata metadata(
      Scope scope,
      ParameterValues values,
      @io.swagger.v3.oas.annotations.Parameter(
              description = "The month.",
              example = "2026-02",
              schema = @Schema(minLength = 1, maxLength = 16))
          @PathVariable("month")
          String id) {
    return StatementExport.describeFile(require(scope, id));
  }

  @GetMapping(PROOF)
  @Operation(
      operationId = "proveStatement",
      summary = "A booked month computed once more, line by line",
      description =
          "For the roles finance and super-admin. Single records are counted as far as they are"
              + " kept, and days before that, by the prices and rules of the time of booking.")
  ProofAnswer prove(
      Scope scope,
      ParameterValues values,
      @io.swagger.v3.oas.annotations.Parameter(
              description = "The month.",
              example = "2026-02",
              schema = @Schema(minLength = 1, maxLength = 16))
          @PathVariable("month")
          String id) {
    return proof.proveStatement(require(scope, id));
  }

  private Head require(Scope scope, String month) {
    FinanceRoles.requireWhole(scope);
    return store
        .findHead(scope.tenant(), parseMonth(month))
        .orElseThrow(() -> ProblemException.notFound("There is no statement of this month."));
  }

  private static YearMonth parseMonth(String month) {
    try {
      return YearMonth.parse(month);
    } catch (DateTimeException e) {
      throw ProblemException.invalidParameter(
          "month", "month is not a month.", List.of("a year and a month, for example 2026-02"));
    }
  }
}
