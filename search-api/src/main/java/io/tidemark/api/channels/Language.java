/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A language of messages. */
enum Language {
  EN,
  ZH;

  /** The name in settings and in names of files. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Language fromId(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  static Set<String> listIds() {
    return Stream.of(values()).map(Language::id).collect(Collectors.toCollection(TreeSet::new));
  }
}
