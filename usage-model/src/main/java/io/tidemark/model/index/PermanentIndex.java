/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.index;

/** The single indices, which no lifecycle policy deletes. */
public enum PermanentIndex {
  /** Settings as they are now: one document for each kind, tenant and id. */
  SETTINGS("settings"),
  /** Every change of a setting: one document for each revision. */
  CHANGES("changes"),
  /** Messages to channels: one document for each. */
  MESSAGES("messages"),
  /** Levels of budgets that were reached, and ended periods. */
  BUDGET_PERIODS("budget-periods"),
  /** Where monitors are: one document for each. */
  MONITOR_STATES("monitor-states"),
  /** What alerts did: one document for each change. */
  ALERTS("alerts");

  private final String id;

  PermanentIndex(String id) {
    this.id = id;
  }

  /** The name of the index. */
  public String indexName() {
    return IndexFamily.PREFIX + id;
  }
}
