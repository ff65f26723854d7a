/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.export;

import io.tidemark.model.csv.CsvCell;
import java.util.List;

/** Rows of CSV after RFC 4180. */
final class Csv {

  private static final int USUAL_LENGTH = 256;

  private Csv() {}

  static String formatRow(List<?> cells) {
    StringBuilder row = new StringBuilder(USUAL_LENGTH);
    String separator = "";
    for (Object value : cells) {
      row.append(separator).append(cell(value));
      separator = ",";
    }
    return row.append("\r\n").toString();
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    return CsvCell.formatText(value.toString());
  }
}
