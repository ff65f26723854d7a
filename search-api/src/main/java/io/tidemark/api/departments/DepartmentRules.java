/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.FixedCost;
import io.tidemark.model.pricing.Pool;
import java.util.List;

/** How the costs of a tenant become those of departments. */
public record DepartmentRules(
    Allocations allocations, List<FixedCost> fixedCosts, List<Pool> pools) {

  public DepartmentRules {
    fixedCosts = List.copyOf(fixedCosts);
    pools = List.copyOf(pools);
  }
}
