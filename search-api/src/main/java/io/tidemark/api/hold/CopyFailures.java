/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import io.tidemark.api.settings.SettingAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The holds that could not copy everything, and the indices from which they could not. */
final class CopyFailures {

  private static final Logger LOG = LoggerFactory.getLogger(CopyFailures.class);

  private final Map<SettingAddress, RuntimeException> firstOfHolds = new HashMap<>();
  private final Set<String> indices = new HashSet<>();
  private RuntimeException first;

  void add(SettingAddress hold, String index, RuntimeException failure) {
    if (firstOfHolds.putIfAbsent(hold, failure) == null) {
      LOG.warn(
          "Legal hold {} of tenant {} does not copy from {}: {}",
          hold.id(),
          hold.tenant(),
          index,
          failure.getMessage());
    }
    first = first == null ? failure : first;
    indices.add(index);
  }

  void addAll(CopyFailures other) {
    firstOfHolds.putAll(other.firstOfHolds);
    first = first == null ? other.first : first;
    indices.addAll(other.indices);
  }

  boolean isOf(SettingAddress hold) {
    return firstOfHolds.containsKey(hold);
  }

  Set<String> indices() {
    return Set.copyOf(indices);
  }

  /** Throws the first failure, when there was one. */
  void requireNone() {
    if (first != null) {
      throw first;
    }
  }
}
