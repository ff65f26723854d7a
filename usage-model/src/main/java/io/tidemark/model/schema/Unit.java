/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.util.Locale;

/** The unit of a metric, as answers and documentation name it. */
public enum Unit {
  /** A number of things: calls, runs, users, lines, days. */
  COUNT,
  TOKENS,
  /** Milliseconds. */
  MS,
  SECONDS,
  /** Millionths of a currency unit. */
  MONEY,
  /** Billionths of a currency unit. */
  NANOS,
  BYTES,
  /** A share from 0 to 1. */
  RATIO;

  /** The name in answers, for example {@code tokens}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
