/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import java.util.Properties;

/**
 * The result of one run of a job.
 *
 * @param figures as {@code MeasuredRun} writes them
 */
public record JobRun(Properties figures) {

  double wallSeconds() {
    return number("wall-nanos") / 1e9;
  }

  /** Until the last records were fetched. */
  double fetchingSeconds() {
    return number("fetching-nanos") / 1e9;
  }

  double processorSeconds() {
    return number("processor-nanos") / 1e9;
  }

  /**
   * Processor time of Java's compilers, a fixed cost that a job which runs for days does not have.
   */
  double compilerSeconds() {
    return figures.stringPropertyNames().stream()
            .filter(name -> name.matches("thread\\.C[12] .*"))
            .mapToDouble(this::number)
            .sum()
        / 1e9;
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

  /** Final hourly documents that were written. */
  long documents() {
    return (long) number("documents");
  }

  String text(String name) {
    return figures.getProperty(name);
  }

  /** Records that came over the network to vertices whose name begins so. */
  double recordsInto(String vertex) {
    return figures.stringPropertyNames().stream()
        .filter(name -> name.startsWith("records-in." + vertex))
        .mapToDouble(this::number)
        .sum();
  }

  double number(String name) {
    return Double.parseDouble(figures.getProperty(name));
  }
}
