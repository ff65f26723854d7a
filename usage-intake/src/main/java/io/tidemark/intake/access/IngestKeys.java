/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import java.util.Optional;

/** The keys that may send usage. */
public interface IngestKeys {

  /**
   * The key with this digest.
   *
   * @param sha256 in lower-case hex
   */
  Optional<IngestKey> findKey(String sha256);

  /** Whether the keys are known; before that, no key can be called unknown. */
  boolean isLoaded();
}
