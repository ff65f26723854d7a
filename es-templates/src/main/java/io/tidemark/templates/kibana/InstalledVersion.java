/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which manifest an object in Kibana came from. Kibana has no place of its own for that, so it is
 * at the end of a dashboard's description, where a reader sees it too.
 */
final class InstalledVersion {

  private static final Pattern MARK = Pattern.compile("\\(Tidemark objects, version (\\d{1,9})\\)");

  private InstalledVersion() {}

  static String markDescription(String description, int version) {
    return description + " (Tidemark objects, version " + version + ")";
  }

  /** Empty when somebody else wrote the description. */
  static OptionalInt parseVersion(String description) {
    Matcher mark = MARK.matcher(description);
    return mark.find() ? OptionalInt.of(Integer.parseInt(mark.group(1))) : OptionalInt.empty();
  }
}
