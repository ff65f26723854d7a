/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import java.util.Map;

/**
 * The documents that events of one workload must become. Oracles are written from the documentation
 * with none of the job's code: nothing in them knows of watermarks, state, retries or order.
 */
public interface Oracle {

  /** Adds an event as it was sent. */
  void add(Event event);

  /** The hourly documents, as {@link FlatDocument}s by {@link FlatDocument#key their group}. */
  Map<String, Map<String, Object>> hours();
}
