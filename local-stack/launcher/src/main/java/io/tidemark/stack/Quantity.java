/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack;

import java.util.Locale;

/** Numbers together with what they count. */
public final class Quantity {

  private Quantity() {}

  /** For example {@code 1 record} or {@code 1,200 records}. */
  public static String format(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
