/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.evaluation.LevelStore.Fired;
import io.tidemark.api.budgets.evaluation.PeriodArchive.Ended;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads documents of ended periods. */
final class PeriodReader {

  private PeriodReader() {}

  static Ended readPeriod(JsonNode document) {
    Span span =
        new Span(
            Instant.parse(document.path("from").asString()),
            Instant.parse(document.path("to").asString()));
    String value = document.path("value").asString();
    BigDecimal amount = document.path("amount").decimalValue();
    List<Fired> levels = new ArrayList<>();
    for (JsonNode level : document.path("levels")) {
      levels.add(
          new Fired(
              new Level(
                  document.path("tenant_id").asString(),
                  document.path("budget").asString(),
                  document.path("revision").asLong(),
                  value,
                  span.from(),
                  amount,
                  level.path("level").asInt(),
                  level.path("projected").asBoolean()),
              BigDecimal.ZERO,
              Instant.parse(level.path("at").asString())));
    }
    return new Ended(
        span,
        value,
        document.path("measure").asString(""),
        document.path("used").decimalValue(),
        amount,
        levels,
        readCompleteFrom(document),
        Instant.parse(document.path("recorded_at").asString()));
  }

  private static Instant readCompleteFrom(JsonNode document) {
    JsonNode time = document.path(PeriodArchive.COMPLETE_FROM);
    return time.isString() ? Instant.parse(time.asString()) : null;
  }
}
