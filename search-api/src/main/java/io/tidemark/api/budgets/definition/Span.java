/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import java.time.Instant;

/**
 * One period of a budget: {@code [from, to)}.
 *
 * @param to {@link #OPEN} when the period never ends
 */
public record Span(Instant from, Instant to) {

  /** The end of a period that never ends. */
  public static final Instant OPEN = Instant.parse("9999-12-31T00:00:00Z");

  /** Whether the period ends at all. */
  public boolean ends() {
    return to.isBefore(OPEN);
  }

  /** Whether all of {@code other} is within. */
  public boolean covers(Span other) {
    return !other.from.isBefore(from) && !other.to.isAfter(to);
  }

  /** Whether {@code time} is within. */
  public boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }
}
