/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels.texts;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A language of messages. */
public enum Language {
  EN,
  ZH;

  /** The name in settings and in names of files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Language fromId(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  public static Set<String> listIds() {
    return Stream.of(values()).map(Language::id).collect(Collectors.toCollection(TreeSet::new));
  }
}
