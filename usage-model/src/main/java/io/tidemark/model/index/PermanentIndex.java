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
  /** The changes of alerts: one document each. */
  ALERTS("alerts"),
  /** Names of people, keys, projects, departments, workflows and models: one document for each. */
  DIRECTORY("directory"),
  /** Who read records, exported, changed or erased; the search API deletes what is too old. */
  ACCESS("access"),
  /** Booked months: heads and lines of statements. */
  STATEMENTS("statements"),
  /** Bills of providers: one document for each day of a bill. */
  BILLS("bills");

  /** Before the id of a legal hold: the index with the documents that the hold keeps. */
  public static final String HOLD = IndexFamily.PREFIX + "hold";

  private final String id;

  PermanentIndex(String id) {
    this.id = id;
  }

  /** The name of the index. */
  public String indexName() {
    return IndexFamily.PREFIX + id;
  }
}
