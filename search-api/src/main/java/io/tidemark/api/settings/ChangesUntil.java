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
 * @param bodies which bodies: two of them may be larger than an answer can be
 */
public record ChangesUntil(Instant time, int most, Bodies bodies) {

  /** The bodies of a change that are read; others are null. */
  public enum Bodies {
    NONE,
    AFTER,
    BOTH
  }

  /** Changes with their bodies. */
  public static ChangesUntil withBodies(Instant time, int most) {
    return new ChangesUntil(time, most, Bodies.BOTH);
  }

  /** The last change, with the body after it. */
  static ChangesUntil last(Instant time) {
    return new ChangesUntil(time, 1, Bodies.AFTER);
  }

  /** Changes whose bodies are null. */
  public static ChangesUntil withoutBodies(Instant time, int most) {
    return new ChangesUntil(time, most, Bodies.NONE);
  }
}
