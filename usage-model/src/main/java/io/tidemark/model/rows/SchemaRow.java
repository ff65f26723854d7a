/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.rows;

/**
 * An event of a workload whose schema says all: identity, time, dimensions, and what it adds to
 * each measure.
 */
public final class SchemaRow extends EventRow {

  /** The amounts, in the order of the schema's measures; negative when not reported. */
  public long[] amounts = new long[0];
}
