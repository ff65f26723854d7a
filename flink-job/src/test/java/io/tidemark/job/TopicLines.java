/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import io.tidemark.job.topology.Workloads;
import java.util.List;
import java.util.Map;

/** The content of the topic of each workload, a record per line. */
record TopicLines(
    List<String> calls,
    List<String> steps,
    List<String> trainings,
    List<String> measurements,
    List<String> imageJobs) {

  /** Nothing. */
  static final TopicLines NONE = new TopicLines(List.of(), List.of(), List.of(), List.of());

  TopicLines {
    // Flink serializes them.
    calls = List.copyOf(calls);
    steps = List.copyOf(steps);
    trainings = List.copyOf(trainings);
    measurements = List.copyOf(measurements);
    imageJobs = List.copyOf(imageJobs);
  }

  TopicLines(
      List<String> calls, List<String> steps, List<String> trainings, List<String> measurements) {
    this(calls, steps, trainings, measurements, List.of());
  }

  /** The content of the topic of a workload; empty for those without a part here. */
  List<String> ofWorkload(String id) {
    return Map.of(
            Workloads.MODEL_CALLS.id(), calls,
            Workloads.COMFYUI.id(), steps,
            Workloads.TRAINING.id(), trainings,
            Workloads.CODING_AGENTS.id(), measurements,
            Workloads.IMAGE_JOBS.id(), imageJobs)
        .getOrDefault(id, List.of());
  }

  TopicLines withSteps(List<String> lines) {
    return new TopicLines(calls, lines, trainings, measurements, imageJobs);
  }

  TopicLines withTrainings(List<String> lines) {
    return new TopicLines(calls, steps, lines, measurements, imageJobs);
  }

  TopicLines withMeasurements(List<String> lines) {
    return new TopicLines(calls, steps, trainings, lines, imageJobs);
  }

  TopicLines withImageJobs(List<String> lines) {
    return new TopicLines(calls, steps, trainings, measurements, lines);
  }
}
