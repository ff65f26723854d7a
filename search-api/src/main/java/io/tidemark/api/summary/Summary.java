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

/**
 * Answers of the summary routes. With {@code compare=previous} they have {@code compared} and
 * {@code previous}, two periods of equal length that follow each other; both are absent while no
 * hour of the range is final.
 */
final class Summary {

  private Summary() {}

  /**
   * Figures of model calls over one range.
   *
   * @param compared the same over the final hours of the range
   * @param previous the same over as many hours before the range
   */
  record ModelCalls(
      @JsonUnwrapped Coverage coverage,
      @JsonUnwrapped ModelCallFigures figures,
      @JsonInclude(Include.NON_NULL) ModelCallsPeriod compared,
      @JsonInclude(Include.NON_NULL) ModelCallsPeriod previous) {}

  /** The same figures over one of two periods that are compared. */
  record ModelCallsPeriod(Instant from, Instant to, @JsonUnwrapped ModelCallFigures figures) {}

  /**
   * Figures of ComfyUI runs over one range.
   *
   * @param compared the same over the final hours of the range
   * @param previous the same over as many hours before the range
   */
  record Comfyui(
      @JsonUnwrapped Coverage coverage,
      @JsonUnwrapped ComfyuiFigures figures,
      @JsonInclude(Include.NON_NULL) ComfyuiPeriod compared,
      @JsonInclude(Include.NON_NULL) ComfyuiPeriod previous) {}

  /** The same figures over one of two periods that are compared. */
  record ComfyuiPeriod(Instant from, Instant to, @JsonUnwrapped ComfyuiFigures figures) {}

  /**
   * Figures of training jobs over one range.
   *
   * @param compared the same over the final hours of the range
   * @param previous the same over as many hours before the range
   */
  record Training(
      @JsonUnwrapped Coverage coverage,
      @JsonUnwrapped TrainingFigures figures,
      @JsonInclude(Include.NON_NULL) TrainingPeriod compared,
      @JsonInclude(Include.NON_NULL) TrainingPeriod previous) {}

  /** The same figures over one of two periods that are compared. */
  record TrainingPeriod(Instant from, Instant to, @JsonUnwrapped TrainingFigures figures) {}

  /**
   * Figures of coding agents over one range.
   *
   * @param compared the same over the final hours of the range
   * @param previous the same over as many hours before the range
   */
  record CodingAgents(
      @JsonUnwrapped Coverage coverage,
      @JsonUnwrapped CodingAgentFigures figures,
      @JsonInclude(Include.NON_NULL) CodingAgentsPeriod compared,
      @JsonInclude(Include.NON_NULL) CodingAgentsPeriod previous) {}

  /** The same figures over one of two periods that are compared. */
  record CodingAgentsPeriod(Instant from, Instant to, @JsonUnwrapped CodingAgentFigures figures) {}
}
