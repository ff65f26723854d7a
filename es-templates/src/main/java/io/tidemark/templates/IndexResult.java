/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static java.util.Objects.requireNonNull;

/**
 * The outcome for the mapping of one open index that was older than its template.
 *
 * @param refusal why Elasticsearch did not take the mapping; empty when it did
 */
public record IndexResult(String index, String refusal) {

  public IndexResult {
    requireNonNull(index, "index");
    requireNonNull(refusal, "refusal");
  }

  /** Whether the index now has the mapping of its template. */
  public boolean raised() {
    return refusal.isEmpty();
  }

  /** One line for an operator. */
  @Override
  public String toString() {
    return "index " + index + ": " + (raised() ? "mapping raised" : "mapping refused: " + refusal);
  }
}
