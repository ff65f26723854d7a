/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.cost.CostBasis.Unpriced;
import io.tidemark.model.pricing.Money;
import java.time.Instant;
import java.util.List;

/**
 * How costs of the last 30 days would change with a price list.
 *
 * @param valid always true: a list with a mistake is 400
 * @param currencyNow currency of the costs as they are; null without a price list
 * @param currency currency of the checked list
 * @param costNow the cost by the prices in force; null when none is known
 * @param costThen the cost by the checked list
 * @param difference what the cost would grow by; null when one is unknown or currencies differ
 * @param unpriced usage without a known price by the checked list
 */
record CheckAnswer(
    String list,
    boolean valid,
    Instant from,
    Instant to,
    @Schema(nullable = true) String currencyNow,
    String currency,
    Money costNow,
    Money costThen,
    Money difference,
    List<ModelChange> models,
    Unpriced unpriced) {

  /**
   * The change of one model, the greatest first.
   *
   * @param model null where the usage has none, as that of ComfyUI
   */
  record ModelChange(
      String workload,
      @Schema(nullable = true) String model,
      Money costNow,
      Money costThen,
      Money difference) {}
}
