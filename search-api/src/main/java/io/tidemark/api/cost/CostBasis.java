/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.model.pricing.CostTotals;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an answer about money came about. Absent where there is no price list.
 *
 * @param currency ISO 4217 code
 * @param priceList id of the price list that gives the currency
 * @param pricesAsOf revisions of prices until then are used; the same value gives the same prices
 * @param exact false if a price changed inside a window: it counts from the next window on
 * @param unpriced usage without a known price, which the amounts leave out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CostBasis(
    String currency, String priceList, Instant pricesAsOf, Boolean exact, Unpriced unpriced) {

  /** The basis of answers that are not about money, and of tenants without prices. */
  public static final CostBasis NONE = new CostBasis(null, null, null, null, null);

  private static final int MOST_MODELS = 20;

  /**
   * Usage without a known price.
   *
   * @param calls calls, runs or jobs
   * @param totalTokens input and output tokens of these calls
   * @param models the models with the most tokens among them, at most 20
   */
  public record Unpriced(long calls, long totalTokens, List<String> models) {

    /** The usage of an account. */
    public static Unpriced from(CostAccount account) {
      CostTotals totals = account.totals();
      return new Unpriced(
          totals.unpricedCalls(),
          totals.unpricedTokens(),
          account.unpricedByModel().stream()
              .map(Map.Entry::getKey)
              .filter(model -> !model.isEmpty())
              .limit(MOST_MODELS)
              .toList());
    }
  }

  /** The basis of an account. */
  public static CostBasis of(PricesInForce prices, boolean exact, CostAccount account) {
    return new CostBasis(
        prices.book().currency(), prices.list(), prices.asOf(), exact, Unpriced.from(account));
  }

  /** Its members as answers name them; none when there is no price list. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (currency != null) {
      members.put("currency", currency);
      members.put("price_list", priceList);
      members.put("prices_as_of", pricesAsOf);
      members.put("exact", exact);
      members.put("unpriced", unpriced);
    }
    return members;
  }
}
