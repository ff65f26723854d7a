/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import java.util.List;
import java.util.Map;

/** Where counts of rejected and conflicting events come from. */
public interface PipelineSource {

  /** Events of a workload that the job rejected, by window of the time at which it did. */
  Map<Window, Double> countRejected(Monitor monitor, List<Window> windows);

  /** Events with a known id and other content, by window of event time. */
  Map<Window, Double> countConflicting(Monitor monitor, List<Window> windows);
}
