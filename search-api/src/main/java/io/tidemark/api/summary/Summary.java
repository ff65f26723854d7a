/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidemark.api.search.Coverage;
import java.time.Instant;

/** Answers of the summary routes. */
final class Summary {

  private Summary() {}

  /** All figures of model calls; {@code previous} only with {@code compare=previous}. */
  record OfModelCalls(
      @JsonUnwrapped Coverage coverage,
      @JsonUnwrapped ModelCallFigures figures,
      @JsonInclude(JsonInclude.Include.NON_NULL) ModelCallsBefore previous) {}

  /** The same figures over the period before. */
  record ModelCallsBefore(Instant from, Instant to, @JsonUnwrapped ModelCallFigures figures) {}
}
