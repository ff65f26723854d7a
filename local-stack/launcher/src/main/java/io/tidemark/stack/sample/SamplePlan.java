/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import io.tidemark.stack.StackException;
import java.time.Instant;
import java.util.List;

/**
 * The plan of a sample.
 *
 * @param from first instant, inclusive
 * @param to last instant, exclusive
 * @param ratePerSecond events a second on average over a week; more by day than by night
 * @param seed the same seed gives the same events in the same minutes, whatever range is asked for
 * @param tenants to spread the events over
 */
public record SamplePlan(
    Instant from, Instant to, double ratePerSecond, long seed, List<String> tenants) {

  private static final double MAX_RATE = 100_000;

  /**
   * Checks the plan.
   *
   * @throws StackException naming what is out of range
   */
  public SamplePlan {
    if (!from.isBefore(to)) {
      throw new StackException("--from " + from + " must be before --to " + to);
    }
    if (!(ratePerSecond > 0 && ratePerSecond <= MAX_RATE)) {
      throw new StackException("--rate must be above 0 and at most 100000 events a second");
    }
    if (tenants.isEmpty()) {
      throw new StackException("give at least one --tenant");
    }
  }
}
