/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.countonce;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long ids are remembered.
 *
 * @param horizon of event time after the hour of the event, at least as long as the lateness
 * @param flushEvery how long folded parts may wait before they go on
 */
public record CountOnceOptions(Duration horizon, Duration flushEvery) implements Serializable {

  /** Buckets of the id space. Part of the state's layout: never to be changed. */
  public static final int BUCKETS = 1 << 15;

  /** Parts that may wait in one subtask; more are sent on at once, so that memory stays bounded. */
  public static final int MAX_PARTS = 100_000;
}
