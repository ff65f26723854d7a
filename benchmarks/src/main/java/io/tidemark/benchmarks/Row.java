/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks;

import io.tidemark.benchmarks.report.Section;
import java.nio.file.Path;

/** One row of figures: what is measured against what. */
public interface Row {

  /** As in {@code docs/benchmarks.md}, for example {@code J1}. */
  String name();

  /**
   * Measures it.
   *
   * @param work a folder for data and logs; what is in it may be replaced
   */
  Section measure(Scale scale, Path work) throws Exception;
}
