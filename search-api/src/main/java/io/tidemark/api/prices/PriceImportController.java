/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingController;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.api.settings.SettingStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
@Tag(name = "Prices")
class PriceImportController implements SettingController {

  private static final String PATH = "/api/v1/price-lists/{id}:import";

  /** LiteLLM's file has 1.6 MB. */
  private static final int MOST_BYTES = 4 << 20;

  /** The currency of both lists. */
  private static final String CURRENCY = "USD";

  private static final Parameter FORMAT =
      Parameter.choice(
          "source",
          "Which list is sent: model_prices_and_context_window.json of LiteLLM, or"
              + " default-model-prices.json of Langfuse.",
          List.of("litellm", "langfuse"),
          "litellm");

  private static final Parameter SHARED =
      Parameter.choice(
          "shared",
          "Whether the list is meant that all tenants share, not the one of the tenant.",
          List.of("false", "true"),
          "false");

  private static final Parameter DEFAULT =
      Parameter.choice(
          "default",
          "Makes the list the default one. Without it, a list stays what it is.",
          List.of("true", "false"),
          null);

  private static final Parameter VALID_FROM =
      Parameter.time(
          "valid_from",
          "Prices that are new or changed hold from this time. Default: the UTC day of the import.",
          "2026-01-01T00:00:00Z");

  private final SettingStore store;
  private final PriceListKind kind;
  private final PriceSource prices;
  private final Clock clock;

  PriceImportController(SettingStore store, PriceListKind kind, PriceSource prices, Clock clock) {
    this.store = store;
    this.kind = kind;
    this.prices = prices;
    this.clock = clock;
  }

  /**
   * The result of an import.
   *
   * @param revision the revision that it made
   * @param added prices of usage that had none
   * @param changed prices that replace others, which end when these start
   * @param unchanged prices that the list had already
   */
  record ImportAnswer(String id, long revision, int added, int changed, int unchanged) {}

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.of(FORMAT, SHARED, DEFAULT, VALID_FROM));
  }

  @PutMapping(PATH)
  @Operation(
      operationId = "importPriceList",
      summary = "Imports the prices of LiteLLM's or Langfuse's list into a price list in USD",
      description =
          "A price that changed ends the one before. Prices that the list does not name stay.")
  ImportAnswer importList(
      Scope scope,
      ParameterValues values,
      SettingInput input,
      @io.swagger.v3.oas.annotations.Parameter(
              description = "Id of the list.",
              example = "litellm",
              schema = @Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    boolean shared = values.choice(SHARED.name()).equals("true");
    store.requireWriter(scope, kind, shared);
    JsonNode file = input.readBody(MOST_BYTES);
    List<ImportedPrice> imported =
        values.choice(FORMAT.name()).equals("litellm")
            ? LiteLlmPrices.readPrices(file)
            : LangfusePrices.readPrices(file);
    if (imported.isEmpty()) {
      throw ProblemException.invalidEntry("", "There is no price in this file.");
    }
    Optional<Setting> before =
        (shared ? store.findShared(scope, kind, id) : store.find(scope, kind, id))
            .filter(setting -> setting.address().isShared() == shared);
    before.ifPresent(list -> requireSameCurrency(list.body()));
    PriceImport joined =
        new PriceImport(before.map(Setting::body).orElse(null), CURRENCY)
            .addAll(imported, values.time(VALID_FROM.name()).orElseGet(this::today));
    ObjectNode body = joined.body();
    values
        .text(DEFAULT.name())
        .ifPresent(isDefault -> body.put("default", isDefault.equals("true")));
    SettingStore.Written written = store.put(scope, kind, id, shared, body, input.condition());
    prices.showWritten();
    return new ImportAnswer(
        id, written.setting().revision(), joined.added(), joined.changed(), joined.unchanged());
  }

  /** Its other prices would become prices in dollars. */
  private static void requireSameCurrency(JsonNode list) {
    String currency = list.path("currency").asString("");
    if (!currency.equals(CURRENCY)) {
      throw ProblemException.invalidParameter(
          "id",
          "The prices of this list are in " + currency + ", those of the file in dollars.",
          List.of("the id of a list in " + CURRENCY + ", or of none"));
    }
  }

  private Instant today() {
    return clock
        .instant()
        .atZone(ZoneOffset.UTC)
        .toLocalDate()
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }
}
