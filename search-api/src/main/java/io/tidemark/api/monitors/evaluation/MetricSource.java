/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Source of the values of metrics. */
public interface MetricSource {

  /**
   * The groups to watch in each window: the greatest ones, or the newest ones where the monitor
   * looks for new groups. Empty sets without a dimension.
   */
  Map<Window, Set<Group>> findGroups(Monitor monitor, List<Window> windows);

  /**
   * The values of all documents as those of {@link Group#ALL}, and of some groups.
   *
   * @param stamped windows of which only the stamps are asked for
   */
  MetricValues read(Monitor monitor, List<Window> windows, List<Window> stamped, Set<Group> groups);

  /** As {@link #read} for some groups alone, without stamps. */
  MetricValues readGroups(Monitor monitor, List<Window> windows, Set<Group> groups);
}
