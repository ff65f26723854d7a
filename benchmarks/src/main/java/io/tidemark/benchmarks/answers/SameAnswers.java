/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.answers;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Proves that a job computed what it should, or says where it did not. */
public final class SameAnswers {

  private SameAnswers() {}

  /**
   * Compares every hourly figure.
   *
   * @param who names the job in the message
   */
  public static void require(String who, List<String> expected, List<String> answered) {
    Set<String> missing = new HashSet<>(expected);
    Set<String> extra = new HashSet<>(answered);
    extra.removeAll(missing);
    answered.forEach(missing::remove);
    if (missing.isEmpty() && extra.isEmpty() && answered.size() == expected.size()) {
      return;
    }
    throw new IllegalStateException(
        who
            + " answered "
            + answered.size()
            + " hourly figures of "
            + expected.size()
            + "; "
            + missing.size()
            + " missing, for example\n"
            + missing.stream().sorted().findFirst().orElse("none")
            + "\n"
            + extra.size()
            + " extra, for example\n"
            + extra.stream().sorted().findFirst().orElse("none"));
  }
}
