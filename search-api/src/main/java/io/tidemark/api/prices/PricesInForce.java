/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.model.pricing.PriceBook;
import java.time.Instant;

/**
 * The prices that answers to a tenant use.
 *
 * @param list id of the list that gives the currency; null, like the currency, without prices
 * @param asOf revisions until then are used
 */
public record PricesInForce(PriceBook book, String list, Instant asOf) {}
