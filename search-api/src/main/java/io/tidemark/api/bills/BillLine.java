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
 * @param currency ISO 4217 code
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
    String currency) {}
