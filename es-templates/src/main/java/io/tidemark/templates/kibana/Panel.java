/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import java.util.List;

/**
 * One panel of a dashboard.
 *
 * @param says what the figures count
 * @param query of {@link Query}, for a chart
 * @param view data view of what is not a chart
 * @param fields to filter by, for controls
 * @param columns beside the time, for records
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
    String spec,
    String measure) {

  /** How a panel shows what it asks. */
  enum Chart {
    BARS,
    AREAS,
    LINES,
    SHARES,
    TABLE,
    FIGURE,
    CONTROLS,
    RECORDS,
    VEGA
  }
}
