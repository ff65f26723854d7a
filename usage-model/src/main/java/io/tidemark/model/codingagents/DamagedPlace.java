/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;

/** Where an item of a record stands that is not valid JSON, while it is being rejected. */
final class DamagedPlace {

  private int start;
  private int end;

  /** Notes the place. */
  void set(int from, int to) {
    start = from;
    end = to;
  }

  void clear() {
    end = 0;
  }

  boolean isSet() {
    return end > 0;
  }

  /** Copies the item as far as it reads as {@code part}. */
  void copy(byte[] source, Part part, Excerpt excerpt) {
    excerpt.copy(source, start, end, part);
  }
}
