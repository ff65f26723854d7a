/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks;

import io.tidemark.benchmarks.input.InputSize;
import java.util.Locale;

/**
 * How much is measured, and how often.
 *
 * @param input calls of whole-job rows; other rows take what they need of it
 * @param warmUpEvents calls that a job has seen before it is measured
 * @param runs of each side, taken in turns
 * @param heap of each process that is measured, as in {@code -Xmx}
 */
public record Scale(InputSize input, long warmUpEvents, int runs, String heap) {

  /** The scale of the published results. */
  public static final Scale FULL = new Scale(InputSize.FULL, 1_500_000, 3, "3g");

  /**
   * The scale of rows that a job in its steady state is asked for: the compiler and the first
   * minute weigh little. The heap holds what Flink SQL keeps of that many calls.
   */
  public static final Scale STEADY =
      new Scale(InputSize.FULL.withEvents(20_000_000), 1_500_000, 1, "8g");

  /** This scale, or {@link #STEADY} where options say nothing else. */
  public Scale inSteadyState() {
    return equals(FULL) ? STEADY : this;
  }

  /** Proves that a row still runs; its figures mean nothing. */
  public static final Scale TINY = new Scale(InputSize.FULL.withEvents(3_000), 3_000, 1, "512m");

  /** The same for rows that store many documents for a few events. */
  public static final Scale TINIEST = TINY.withInput(TINY.input.withEvents(300));

  /** The suffix of the row's name in the command that measures at this scale. */
  public String options() {
    if (equals(FULL)) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        " --events %d --warm-up %d --runs %d --heap %s",
        input.events(),
        warmUpEvents,
        runs,
        heap);
  }

  /** Repetitions in place of that many: one where a row is only proven to run. */
  public int rounds(int full) {
    return input.events() > TINY.input.events() ? full : 1;
  }

  public Scale withInput(InputSize changed) {
    return new Scale(changed, warmUpEvents, runs, heap);
  }

  public Scale withRuns(int changed) {
    return new Scale(input, warmUpEvents, changed, heap);
  }

  Scale with(String option, String value) {
    return switch (option) {
      case "--events" ->
          new Scale(input.withEvents(Long.parseLong(value)), warmUpEvents, runs, heap);
      case "--warm-up" -> new Scale(input, Long.parseLong(value), runs, heap);
      case "--runs" -> new Scale(input, warmUpEvents, Integer.parseInt(value), heap);
      case "--heap" -> new Scale(input, warmUpEvents, runs, value);
      default ->
          throw new IllegalArgumentException(
              option + " is none of --events --warm-up --runs --heap");
    };
  }
}
