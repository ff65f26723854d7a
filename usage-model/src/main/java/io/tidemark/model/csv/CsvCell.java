/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.csv;

import java.util.regex.Pattern;

/** Writes a text as a cell of CSV (RFC 4180) that no spreadsheet runs as a formula. */
public final class CsvCell {

  /** The characters with which a formula starts in a spreadsheet. */
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  /** Amounts are texts; a correction is less than 0, and a number to be added up. */
  private static final Pattern NEGATIVE = Pattern.compile("-[0-9]+(\\.[0-9]+)?");

  private CsvCell() {}

  /** The cell of a text. */
  public static String formatText(String text) {
    String defused = defuse(text);
    boolean plain =
        defused.indexOf(',') < 0
            && defused.indexOf('"') < 0
            && defused.indexOf('\n') < 0
            && defused.indexOf('\r') < 0;
    return plain ? defused : '"' + defused.replace("\"", "\"\"") + '"';
  }

  /** An apostrophe before it makes a spreadsheet show the cell instead of running it. */
  private static String defuse(String text) {
    boolean starts = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return starts && !NEGATIVE.matcher(text).matches() ? "'" + text : text;
  }
}
