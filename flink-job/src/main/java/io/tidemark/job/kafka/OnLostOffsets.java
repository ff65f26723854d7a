/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

/** The action when unread records are no longer in Kafka. */
public enum OnLostOffsets {
  /** Stop the job, naming what is missing. */
  FAIL,
  /** Log and count what is missing, and continue with the first record there is. */
  SKIP
}
