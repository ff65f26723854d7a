/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidemark.api.search.Coverage;
import java.time.Instant;

/** Answers of the summary routes; {@code previous} stands there with {@code compare=previous}. */
final class Summary {

  private Summary() {}

  /**
   * Figures of model calls over one range.
   *
   * @param previous the same over the period before
   */
  record ModelCalls(
      @JsonUnwrapped Coverage coverage,
      @JsonUnwrapped ModelCallFigures figures,
      @JsonInclude(Include.NON_NULL) ModelCallsBefore previous) {}

  /** The same figures over the period of equal length before. */
  record ModelCallsBefore(Instant from, Instant to, @JsonUnwrapped ModelCallFigures figures) {}

  /**
   * Figures of ComfyUI runs over one range.
   *
   * @param previous the same over the period before
   */
  record Comfyui(
      @JsonUnwrapped Coverage coverage,
      @JsonUnwrapped ComfyuiFigures figures,
      @JsonInclude(Include.NON_NULL) ComfyuiBefore previous) {}

  /** The same figures over the period of equal length before. */
  record ComfyuiBefore(Instant from, Instant to, @JsonUnwrapped ComfyuiFigures figures) {}

  /**
   * Figures of training jobs over one range.
   *
   * @param previous the same over the period before
   */
  record Training(
      @JsonUnwrapped Coverage coverage,
      @JsonUnwrapped TrainingFigures figures,
      @JsonInclude(Include.NON_NULL) TrainingBefore previous) {}

  /** The same figures over the period of equal length before. */
  record TrainingBefore(Instant from, Instant to, @JsonUnwrapped TrainingFigures figures) {}

  /**
   * Figures of coding agents over one range.
   *
   * @param previous the same over the period before
   */
  record CodingAgents(
      @JsonUnwrapped Coverage coverage,
      @JsonUnwrapped CodingAgentFigures figures,
      @JsonInclude(Include.NON_NULL) CodingAgentsBefore previous) {}

  /** The same figures over the period of equal length before. */
  record CodingAgentsBefore(Instant from, Instant to, @JsonUnwrapped CodingAgentFigures figures) {}
}
