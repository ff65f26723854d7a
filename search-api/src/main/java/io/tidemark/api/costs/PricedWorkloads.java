/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.workload.Workload;
import java.util.List;
import java.util.stream.Stream;

/** The workloads whose usage is priced. */
final class PricedWorkloads {

  private PricedWorkloads() {}

  static Stream<Workload> listWorkloads() {
    return Workload.listAll().stream().filter(workload -> !CostMetric.listOf(workload).isEmpty());
  }

  static List<String> ids() {
    return listWorkloads().map(Workload::id).toList();
  }
}
