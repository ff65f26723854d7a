/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.bills.BillDocument.BillDay;
import io.tidemark.api.departments.FinanceRoles;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.BodyController;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingInput;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Bills")
class BillController implements BodyController {

  private static final String PATH = "/api/v1/bills";

  /** Lines of one day: a document must not become too large. */
  private static final int MOST_LINES = 20_000;

  private static final int MOST_DAYS = 400;

  private static final Parameter PROVIDER =
      Parameter.choice(
          "provider",
          "Form of the bill: pages of the costs API of OpenAI or Anthropic, of OpenRouter's"
              + " activity, or csv.",
          BillSource.ids(),
          BillSource.CSV.id());

  private final BillStore store;
  private final Clock clock;

  BillController(BillStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The outcome of a bill.
   *
   * @param from the first day of the bill; null when it names no day
   * @param to the last day
   * @param created days that were not known before
   * @param replaced days whose lines were others before
   * @param unchanged days that were known as they are
   */
  record BillAnswer(
      String provider,
      int lines,
      @Schema(nullable = true) LocalDate from,
      @Schema(nullable = true) LocalDate to,
      int created,
      int replaced,
      int unchanged) {}

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.of(PROVIDER));
  }

  @PostMapping(PATH)
  @Operation(
      operationId = "putBill",
      summary = "Stores the bill of a provider, by UTC day",
      description =
          "For the roles finance and super-admin. A bill replaces the days that it names, so that"
              + " sending it again changes nothing. If a provider's bill was sent in several forms,"
              + " the last one counts.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(mediaType = "application/json", schema = @Schema(type = "object")),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
              }))
  BillAnswer put(Scope scope, ParameterValues values, SettingInput input) {
    FinanceRoles.requireWhole(scope);
    BillSource source = BillSource.of(values.choice(PROVIDER.name()));
    Bill sent = readBill(source, input);
    SortedMap<LocalDate, List<BillLine>> byDay = sent.days();
    if (byDay.size() > MOST_DAYS) {
      throw ProblemException.tooLarge("The bill has too many days.", MOST_DAYS);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Map<BillStore.Result, Integer> results = new EnumMap<>(BillStore.Result.class);
    byDay.forEach(
        (day, found) -> {
          found.sort(Comparator.comparing(BillLine::toString));
          BillDay bill = new BillDay(source.id(), day, found, now, scope.user());
          results.merge(store.putBill(scope.tenant(), bill), 1, Integer::sum);
        });
    return new BillAnswer(
        source.id(),
        sent.countLines(),
        byDay.isEmpty() ? null : byDay.firstKey(),
        byDay.isEmpty() ? null : byDay.lastKey(),
        results.getOrDefault(BillStore.Result.CREATED, 0),
        results.getOrDefault(BillStore.Result.REPLACED, 0),
        results.getOrDefault(BillStore.Result.UNCHANGED, 0));
  }

  private static Bill readBill(BillSource source, SettingInput input) {
    try {
      Bill bill = source.readBill(input);
      if (bill.countLines() > MOST_LINES) {
        throw ProblemException.tooLarge("The bill has too many lines; send less days.", MOST_LINES);
      }
      return bill;
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }
}
