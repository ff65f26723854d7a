/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.types;

import java.util.HashMap;
import java.util.Map;

/**
 * One object for each of the texts that come again and again, such as users and models: what is
 * kept of events then shares them. Belongs to one thread.
 */
public final class SharedTexts {

  /** Then it begins anew, so that texts of which there is no end cannot fill the memory. */
  private static final int MOST = 50_000;

  private final Map<String, String> known = new HashMap<>();

  /** The same text; null for null. */
  public String share(String text) {
    if (text == null) {
      return null;
    }
    String before = known.putIfAbsent(text, text);
    if (before != null) {
      return before;
    }
    if (known.size() > MOST) {
      known.clear();
    }
    return text;
  }
}
