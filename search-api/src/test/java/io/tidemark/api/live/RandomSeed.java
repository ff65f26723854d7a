/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

/** The seed of random tests: another one in each JVM. */
public final class RandomSeed {

  /**
   * One value per JVM, so that a failed test that is repeated gets the same input and fails again.
   */
  public static final long SEED = Long.getLong("tidemark.test.seed", System.nanoTime());

  private RandomSeed() {}
}
