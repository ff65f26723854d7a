/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import java.util.random.RandomGenerator;

/** Users, keys and models of generated calls. */
@FunctionalInterface
public interface Callers {

  /**
   * Chooses the group of the next call.
   *
   * @param number of calls before it
   */
  CallGroup pick(RandomGenerator random, long number);
}
