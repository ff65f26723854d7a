/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import java.util.List;

/**
 * One panel of a dashboard.
 *
 * @param says meaning of the values
 * @param query of {@link Query}, for a chart
 * @param view data view of what is not a chart
 * @param fields to filter by, for controls
 * @param columns in addition to the time, for records
 * @param metric shown as a value of the whole period; title and text are its own
 * @param spec a Vega specification, with {@code measure} for its histogram
 */
record Panel(
    Chart chart,
    String title,
    String says,
    String query,
    String view,
    List<String> fields,
    List<String> columns,
    String metric,
    String spec,
    String measure) {

  /** Whether the panel shows a metric of the view's workload and nothing else. */
  boolean isOfMetric() {
    return metric != null;
  }

  /** The same panel of a metric with the name of its query and the words of its metric. */
  Panel resolveMetric(String queryName) {
    MetricValues metrics = new MetricValues(view);
    String label = metrics.createValue(metric).label();
    return new Panel(
        chart, label, metrics.findHelp(metric), queryName, null, null, null, metric, null, null);
  }

  /** How a panel shows what it asks. */
  enum Chart {
    BARS,
    AREAS,
    LINES,
    SHARES,
    TABLE,
    METRIC,
    CONTROLS,
    RECORDS,
    VEGA
  }
}
