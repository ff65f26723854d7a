/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import java.util.List;
import java.util.Set;

/** Source of the values of metrics. */
public interface MetricSource {

  /**
   * The values of a monitor in some windows, with one search.
   *
   * @param stamped windows of which only the stamps are asked for
   */
  MetricValues read(Monitor monitor, List<Window> windows, List<Window> stamped);

  /** As {@link #read} for some groups alone. */
  MetricValues readGroups(Monitor monitor, List<Window> windows, Set<Group> groups);
}
