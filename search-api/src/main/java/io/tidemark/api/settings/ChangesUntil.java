/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.time.Instant;

/**
 * The newest changes until a time.
 *
 * @param most how many
 * @param bodies whether with the bodies, of which a hundred may be larger than an answer can be
 */
public record ChangesUntil(Instant time, int most, boolean bodies) {

  /** Changes with their bodies. */
  public static ChangesUntil withBodies(Instant time, int most) {
    return new ChangesUntil(time, most, true);
  }

  /** Changes whose bodies are null. */
  public static ChangesUntil withoutBodies(Instant time, int most) {
    return new ChangesUntil(time, most, false);
  }
}
