/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether the cluster has index lifecycle management. */
public enum Lifecycle {
  /** The cluster deletes expired indices by the policy. */
  PRESENT,
  /** The cluster cannot: a search API must delete the expired indices. */
  ABSENT;

  static final String META_FIELD = "lifecycle_management";

  /** As it appears in the metadata of an asset, and in what is printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Lifecycle> findByLabel(String label) {
    return Arrays.stream(values()).filter(lifecycle -> lifecycle.label().equals(label)).findAny();
  }
}
