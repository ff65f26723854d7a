/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import java.util.List;

/**
 * The lay-out of one dashboard.
 *
 * @param rows from the top
 * @param toRecords panels on which a click leads to the records, filters and period kept
 */
record Dashboard(String title, String says, List<Row> rows, List<String> toRecords) {

  /** How wide Kibana's grid is. */
  static final int WIDTH = 48;

  /** The panel that links the dashboards; every dashboard may show it. */
  static final String LINKS = "links";

  /** The dashboard to which clicks lead. */
  static final String RECORDS = "records";

  /**
   * Panels side by side, of equal width.
   *
   * @param height in units of Kibana's grid
   */
  record Row(int height, List<String> panels) {}

  static String createId(String name) {
    return "tidemark-" + name;
  }
}
