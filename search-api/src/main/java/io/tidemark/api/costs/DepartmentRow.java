/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.model.pricing.Money;

/**
 * A row of an account of departments.
 *
 * @param department a department, {@code unallocated} or {@code idle}
 * @param name of the fixed cost or pool; null for usage
 * @param value null when it is unknown
 */
record DepartmentRow(Kind kind, String department, String name, Money value) {

  /** The kind of a row. */
  enum Kind {
    /** Usage at its prices. */
    usage,
    /** The part of a fixed cost that a department carries. */
    fixed_cost,
    /** The part of a pool that a department used. */
    pool,
    /** The part of a pool that nothing used. */
    idle
  }
}
