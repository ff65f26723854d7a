/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The action of a budget that is used up. */
public enum Mode {
  /** Sends messages. */
  WATCH,
  /** Also says in decisions what it would deny. */
  SHADOW,
  /** Also denies calls in decisions. */
  ENFORCE;

  /** As in settings and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<String> ids() {
    return Stream.of(values()).map(Mode::id).collect(Collectors.toSet());
  }

  static Mode fromId(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
