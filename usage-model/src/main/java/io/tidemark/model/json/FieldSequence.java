/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import java.util.Arrays;
import java.util.List;

/**
 * Names of fields in the order in which they come. Producers write their fields in the same order
 * again and again, so the name that followed last time is tried first: one comparison of a few
 * words in place of reading and looking up. Reused from object to object; belongs to one thread.
 */
public final class FieldSequence {

  private final FieldNames names;

  /** For each name the one that followed it last time; the last entry is for the beginning. */
  private final int[] successors;

  private int last;

  private FieldSequence(FieldNames names) {
    this.names = names;
    successors = new int[names.count() + 1];
    Arrays.fill(successors, -1);
    begin();
  }

  /** A sequence that knows {@code names}; a field is identified by its index there. */
  public static FieldSequence of(List<String> names) {
    return new FieldSequence(FieldNames.of(names));
  }

  static FieldSequence of(FieldNames names) {
    return new FieldSequence(names);
  }

  /** Begins an object. */
  public void begin() {
    last = successors.length - 1;
  }

  FieldNames names() {
    return names;
  }

  /** The name that probably comes next, or -1. */
  int expected() {
    return successors[last];
  }

  /** Notes what came; unknown names leave the order as it was. */
  int came(int name) {
    successors[last] = name;
    last = name;
    return name;
  }
}
