/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.tidemark.api.settings.SettingFault;
import java.util.ArrayList;
import java.util.List;

/** Reads rows of RFC 4180. */
final class CsvRows {

  private final String text;
  private int at;

  CsvRows(String text) {
    // Spreadsheets write a byte order mark.
    this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** All rows but empty ones. */
  List<List<String>> readAll() {
    List<List<String>> rows = new ArrayList<>();
    while (at < text.length()) {
      List<String> row = readRow();
      if (row.size() > 1 || !row.get(0).isEmpty()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private List<String> readRow() {
    List<String> row = new ArrayList<>();
    while (true) {
      row.add(peek() == '"' ? readQuoted() : readPlain());
      int end = peek();
      if (end == ',') {
        at++;
        continue;
      }
      if (end == '\r') {
        at++;
      }
      if (peek() == '\n') {
        at++;
      }
      return row;
    }
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private String readPlain() {
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String readQuoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        value.append(c);
      } else if (peek() == '"') {
        value.append('"');
        at++;
      } else {
        return value.toString();
      }
    }
    throw new SettingFault("", "The text ends inside quotes.");
  }
}
