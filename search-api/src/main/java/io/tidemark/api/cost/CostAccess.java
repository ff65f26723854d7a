/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.departments.FinanceRoles;
import io.tidemark.api.prices.PriceSource;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterValues;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the prices of requests, for callers to whom costs are shown. */
@Component
public class CostAccess {

  private final PriceSource prices;
  private final boolean forEveryone;

  CostAccess(PriceSource prices, CostProperties properties) {
    this.prices = prices;
    this.forEveryone = properties.forEveryone();
  }

  /** Whether a caller sees the cost of the usage that it may see. */
  public boolean isGranted(Scope scope) {
    return forEveryone || FinanceRoles.mayRead(scope);
  }

  /**
   * For requests of nothing but costs.
   *
   * @throws ProblemException 403 when costs are not shown to the caller
   */
  public void require(Scope scope) {
    if (!isGranted(scope)) {
      throw ProblemException.roleNeeded(
          "Your token may not read costs.", List.of(Role.FINANCE.id(), Role.SUPER_ADMIN.id()));
    }
  }

  /**
   * The prices that a request asks for; empty when the tenant has none, or when costs are not shown
   * to the caller.
   */
  public Optional<PricesInForce> findPrices(ParameterValues values, Scope scope) {
    return isGranted(scope) ? prices.find(scope.tenant(), findTime(values)) : Optional.empty();
  }

  /** The same, or prices by which every cost is unknown. */
  public PricesInForce findPricesOrNone(ParameterValues values, Scope scope) {
    return findPrices(values, scope).orElseGet(() -> prices.createNone(findTime(values)));
  }

  /** The current prices, or prices by which every cost is unknown. */
  public PricesInForce findCurrentPrices(Scope scope) {
    Optional<PricesInForce> found =
        isGranted(scope) ? prices.find(scope.tenant(), Optional.empty()) : Optional.empty();
    return found.orElseGet(this::noPrices);
  }

  /** Prices by which every cost is unknown. */
  public PricesInForce noPrices() {
    return prices.createNone(Optional.empty());
  }

  private static Optional<Instant> findTime(ParameterValues values) {
    return values.time(Costs.PRICES_AS_OF.name());
  }
}
