/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

/**
 * Prices of calls with a long prompt. They apply to the whole call, not to the tokens above the
 * bound.
 *
 * @param aboveInputTokens the band begins with the next token
 * @param prices replace the prices of the entry for the classes that they name
 */
public record PriceBand(long aboveInputTokens, UnitPrices prices) {}
