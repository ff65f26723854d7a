/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

/** The state of one group in one window. */
public enum Verdict {
  /** Meets the condition. */
  BREACH,
  /** Does not meet it, and does not end an alert yet. */
  BETWEEN,
  /** Is normal. */
  CLEAR,
  /** Has no documents, and counts by the policy of the monitor. */
  NO_DATA,
  /** Cannot be compared: the past is too short. */
  LEARNING
}
