/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import java.io.Serializable;

/**
 * The options of the job that complete a model call.
 *
 * @param bands the bounds of prompt lengths
 * @param currency the currency of reported costs that are added up, an ISO 4217 code; a call
 *     without a currency reports its cost in this one
 * @param tags the tags whose values are dimensions
 */
public record CallOptions(PromptBands bands, String currency, DimensionTags tags)
    implements Serializable {

  /** Completes a call that was read, before it becomes a row or a record. */
  public void apply(ModelCall call) {
    bands.apply(call);
    tags.apply(call);
    if (call.count(CallCount.REPORTED_COST_NANOS) != ModelCall.UNKNOWN
        && call.has(CallText.REPORTED_CURRENCY)) {
      call.otherCurrency(!currency.equalsIgnoreCase(call.text(CallText.REPORTED_CURRENCY)));
    }
  }
}
