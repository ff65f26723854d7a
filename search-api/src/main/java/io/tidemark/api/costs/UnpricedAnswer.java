/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.costs.CostAnswer.PriceBasis;
import io.tidemark.api.search.Coverage;
import java.util.Comparator;
import java.util.List;

/**
 * Usage without a known price.
 *
 * @param calls calls, runs or jobs
 * @param totalTokens input and output tokens of these calls
 */
record UnpricedAnswer(
    @JsonUnwrapped Coverage coverage,
    @JsonUnwrapped PriceBasis basis,
    long calls,
    long totalTokens,
    List<UnpricedModel> models) {

  /**
   * The usage of one model.
   *
   * @param model null where the usage has none, as that of ComfyUI
   */
  record UnpricedModel(
      String workload, @Schema(nullable = true) String model, long calls, long totalTokens) {}

  static UnpricedAnswer of(AccountSource.Account account, List<UnpricedModel> models) {
    return new UnpricedAnswer(
        account.coverage(),
        CostAnswers.createBasis(account),
        models.stream().mapToLong(UnpricedModel::calls).sum(),
        models.stream().mapToLong(UnpricedModel::totalTokens).sum(),
        models.stream()
            .sorted(
                Comparator.comparingLong((UnpricedModel model) -> -model.totalTokens())
                    .thenComparingLong(model -> -model.calls()))
            .toList());
  }
}
