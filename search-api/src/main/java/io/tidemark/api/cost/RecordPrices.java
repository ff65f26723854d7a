/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.prices.PricesInForce;
import io.tidemark.model.hourly.Window;
import io.tidemark.model.pricing.PriceBook;
import java.time.Instant;

/**
 * The prices of single records: those of the window in which a record counts.
 *
 * @param window the windows of the workload
 */
public record RecordPrices(PricesInForce prices, Window window) {

  /** Whether there is no price at all. */
  public boolean isEmpty() {
    return book().lists().isEmpty();
  }

  /** The currency of all costs. */
  public String currency() {
    return book().currency();
  }

  PriceBook book() {
    return prices.book();
  }

  /** The start of the window in which a record of that time counts. */
  public Instant startOfWindow(Instant time) {
    return Instant.ofEpochMilli(window.startOf(time.toEpochMilli()));
  }
}
