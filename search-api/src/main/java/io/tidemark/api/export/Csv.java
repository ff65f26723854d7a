/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.export;

import java.util.List;
import java.util.regex.Pattern;

/** Rows of CSV after RFC 4180. */
final class Csv {

  /** The characters with which a formula starts in a spreadsheet. */
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  /** Amounts are texts; a correction is less than 0, and a number to be added up. */
  private static final Pattern NEGATIVE = Pattern.compile("-[0-9]+(\\.[0-9]+)?");

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
    String text = defused(value.toString());
    boolean plain =
        text.indexOf(',') < 0
            && text.indexOf('"') < 0
            && text.indexOf('\n') < 0
            && text.indexOf('\r') < 0;
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** An apostrophe before it makes a spreadsheet show the cell instead of running it. */
  private static String defused(String text) {
    boolean starts = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return starts && !NEGATIVE.matcher(text).matches() ? "'" + text : text;
  }
}
