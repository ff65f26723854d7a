/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.answers;

import java.util.List;

/** The right answers to an input, known to its generator. */
public interface Expected {

  /** The number of records that the sinks of a job have counted when the job is done. */
  long counted();

  /** How many lines there are. */
  default int size() {
    return lines().size();
  }

  /** The lines that a job must produce, in no order. */
  List<String> lines();
}
