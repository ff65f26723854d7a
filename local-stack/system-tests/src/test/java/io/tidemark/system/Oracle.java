/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import java.util.Map;

/**
 * What documents must say, computed offline from the events that were sent: written from the design
 * pages, with none of the job's code and nothing clever.
 */
interface Oracle {

  /** Takes an event as it was sent. */
  void add(SentEvent event);

  /**
   * The documents that must be there, by their dimensions as {@link HourlyDocuments} gives them.
   */
  Map<String, Map<String, Object>> documents();
}
