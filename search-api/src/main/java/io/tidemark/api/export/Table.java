/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.export;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Rows to be exported, read as they are written.
 *
 * @param columns names, in order
 * @param rows a cell per column: text, number, boolean, or null
 */
public record Table(List<String> columns, Iterator<List<Object>> rows) {

  /** One row; cells may be null. */
  public static List<Object> row(Object... cells) {
    return Collections.unmodifiableList(Arrays.asList(cells));
  }
}
