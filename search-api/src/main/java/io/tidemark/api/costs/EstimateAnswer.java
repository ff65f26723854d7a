/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.model.pricing.Money;
import java.time.Instant;
import java.util.Map;

/**
 * The cost of assumed usage.
 *
 * @param priceId the price that applies; null when there is none
 * @param currency ISO 4217 code; null while the tenant has no price list
 * @param perCall the cost of one call or run; null when it is unknown
 * @param cost the cost of all days
 * @param assumptions the quantities used
 */
record EstimateAnswer(
    Map<String, String> subject,
    @Schema(nullable = true) String currency,
    @Schema(nullable = true) String priceList,
    Instant pricesAsOf,
    @Schema(nullable = true) String priceId,
    int days,
    Money perCall,
    Money perDay,
    Money cost,
    Map<String, Assumption> assumptions) {

  /**
   * One quantity.
   *
   * @param from {@code request}, or {@code median} of the days of the last 30 with usage
   */
  record Assumption(long value, String from) {
    static final String REQUEST = "request";

    boolean comesFromRequest() {
      return from.equals(REQUEST);
    }
  }
}
