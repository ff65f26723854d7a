/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import java.util.LinkedHashMap;
import java.util.Map;

/** Sections of a page below the heading of their tag, each of which stands once. */
final class TagSections {

  private final Map<String, StringBuilder> byTag = new LinkedHashMap<>();

  void add(String tag, String section) {
    byTag
        .computeIfAbsent(tag, name -> new StringBuilder("\n## ").append(name).append('\n'))
        .append(section);
  }

  void appendTo(StringBuilder page) {
    byTag.values().forEach(page::append);
  }
}
