/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import java.util.List;
import java.util.Properties;

/**
 * What one run of a job gave.
 *
 * @param figures as {@code MeasuredJob} writes them
 * @param answers one final hourly figure a line, in the job's own form
 */
record JobRun(Properties figures, List<String> answers) {

  double wallSeconds() {
    return number("wall-nanos") / 1e9;
  }

  double processorSeconds() {
    return number("processor-nanos") / 1e9;
  }

  double collectorSeconds() {
    return number("collector-millis") / 1e3;
  }

  double peakHeapMebibytes() {
    return number("peak-heap-bytes") / (1 << 20);
  }

  double checkpoints() {
    return number("checkpoints");
  }

  /** Records that came over the network to vertices whose name begins so. */
  double recordsInto(String vertex) {
    return figures.stringPropertyNames().stream()
        .filter(name -> name.startsWith("records-in." + vertex))
        .mapToDouble(this::number)
        .sum();
  }

  private double number(String name) {
    return Double.parseDouble(figures.getProperty(name));
  }
}
