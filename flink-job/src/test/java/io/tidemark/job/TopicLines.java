/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import java.util.List;

/** What is in the topic of each pipeline, a record a line. */
record TopicLines(
    List<String> calls, List<String> steps, List<String> trainings, List<String> measurements) {

  /** Nothing. */
  static final TopicLines NONE = new TopicLines(List.of(), List.of(), List.of(), List.of());

  TopicLines {
    // Flink serializes them.
    calls = List.copyOf(calls);
    steps = List.copyOf(steps);
    trainings = List.copyOf(trainings);
    measurements = List.copyOf(measurements);
  }

  TopicLines withSteps(List<String> lines) {
    return new TopicLines(calls, lines, trainings, measurements);
  }

  TopicLines withTrainings(List<String> lines) {
    return new TopicLines(calls, steps, lines, measurements);
  }

  TopicLines withMeasurements(List<String> lines) {
    return new TopicLines(calls, steps, trainings, lines);
  }
}
