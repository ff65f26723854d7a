/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.Span;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Members that all documents about periods of budgets have. */
final class PeriodDocument {

  private PeriodDocument() {}

  static ObjectNode startDocument(String entry, String tenant, String budget) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("entry", entry)
        .put("tenant_id", tenant)
        .put("budget", budget);
  }

  static void writeSpan(ObjectNode document, Span span, Budget budget) {
    document.put("measure", budget.measure()).put("from", span.from().toString());
    document.put("to", span.to().toString()).put("time_zone", budget.zone().getId());
  }
}
