/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import java.util.Set;
import java.util.regex.Pattern;

/** Finds our name of a model: bills name the version or the maker, too. */
final class ModelNames {

  /** As in gpt-4o-2024-08-06 and claude-sonnet-4-20250514. */
  private static final Pattern VERSION = Pattern.compile("-(20\\d{2}-\\d{2}-\\d{2}|20\\d{6})$");

  private ModelNames() {}

  /** The name in {@code known} that a bill means; its own name when there is none. */
  static String findName(String billed, Set<String> known) {
    if (billed == null) {
      return "";
    }
    String base = billed.substring(billed.lastIndexOf('/') + 1);
    for (String name : new String[] {billed, stripVersion(billed), base, stripVersion(base)}) {
      if (known.contains(name)) {
        return name;
      }
    }
    // We may have counted the version where the bill has the name alone.
    return known.stream()
        .filter(name -> stripVersion(name).equals(billed) || stripVersion(name).equals(base))
        .reduce((one, other) -> null)
        .orElse(billed);
  }

  private static String stripVersion(String name) {
    return VERSION.matcher(name).replaceFirst("");
  }
}
