/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

/**
 * A window without documents.
 *
 * @param policy how it counts
 * @param after windows after which {@link Policy#ALERT} alerts; otherwise 0
 */
public record NoData(Policy policy, int after) {

  /** How a window without documents counts. */
  public enum Policy {
    /** As 0 for metrics that add up, and as normal for others. */
    IGNORE,
    /** Not at all: the state stays. */
    KEEP,
    /** As a reason for an alert. */
    ALERT
  }

  /** The default. */
  public static final NoData IGNORED = new NoData(Policy.IGNORE, 0);
}
