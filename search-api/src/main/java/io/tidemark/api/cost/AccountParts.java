/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.timeseries.Points;
import tools.jackson.databind.JsonNode;

/** An account whose periods are read by one search or several. */
final class AccountParts {

  private final CostAccount account = new CostAccount();
  private long longestWindow;

  /** Adds the usage in the periods of a plan. */
  void addPart(CostPlan plan, JsonNode usage) {
    account.addAll(CostReader.readAccount(plan, usage));
    longestWindow = Math.max(longestWindow, Points.longestWindow(usage));
  }

  CostAccount account() {
    return account;
  }

  /** Minutes of the longest window that was read. */
  long longestWindow() {
    return longestWindow;
  }
}
