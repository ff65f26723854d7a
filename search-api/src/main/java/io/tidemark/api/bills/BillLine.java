/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The bill of a provider for one UTC day; null is not reported.
 *
 * @param tokenClass a class of price lists; {@code total} for all tokens together
 * @param quantity tokens or units
 * @param currency ISO 4217 code; null without an amount
 */
record BillLine(
    LocalDate day,
    String provider,
    String model,
    String tokenClass,
    String project,
    String apiKey,
    BigDecimal quantity,
    BigDecimal amount,
    String currency) {

  /** The same line without amounts: only what it is compared by. */
  BillLine withoutNumbers() {
    return new BillLine(day, provider, model, tokenClass, null, null, null, null, currency);
  }

  /** Both lines together; a number that one of them does not report is unknown. */
  BillLine plus(BillLine other) {
    return new BillLine(
        day,
        provider,
        model,
        tokenClass,
        null,
        null,
        add(quantity, other.quantity),
        add(amount, other.amount),
        currency);
  }

  private static BigDecimal add(BigDecimal one, BigDecimal other) {
    return one == null || other == null ? null : one.add(other);
  }
}
