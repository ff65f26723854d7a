/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.workload;

import io.tidemark.api.metric.CountMetric;
import io.tidemark.api.metric.DurationMetric;
import io.tidemark.api.metric.Metric;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Dimension;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.List;
import java.util.Optional;

/** The metrics, filters and dimensions of each workload, derived from its schema. */
// Its lists are unmodifiable; the checker believes only types that say so.
@SuppressWarnings("ImmutableEnumChecker")
public enum Workload {
  MODEL_CALLS(WorkloadSchemas.MODEL_CALLS, IndexFamily.MODEL_CALLS_HOURLY),
  COMFYUI(WorkloadSchemas.COMFYUI, IndexFamily.COMFYUI_HOURLY),
  TRAINING(WorkloadSchemas.TRAINING, IndexFamily.TRAINING_HOURLY),
  CODING_AGENTS(WorkloadSchemas.CODING_AGENTS, IndexFamily.CODING_AGENTS_HOURLY);

  private final WorkloadSchema schema;
  private final IndexFamily hourly;
  private final List<FilterField> filters;
  private final List<String> dimensions;
  private final List<Metric> metrics;

  Workload(WorkloadSchema schema, IndexFamily hourly) {
    this.schema = schema;
    this.hourly = hourly;
    filters =
        schema.dimensions().stream()
            .filter(Dimension::filter)
            .map(FilterField::fromDimension)
            .toList();
    dimensions =
        schema.dimensions().stream().filter(Dimension::group).map(Dimension::name).toList();
    metrics = SchemaMetrics.createAll(schema);
  }

  /** The name in paths, in options of the job and in progress documents. */
  public String id() {
    return schema.id();
  }

  /** The family of its hourly documents. */
  public IndexFamily hourly() {
    return hourly;
  }

  /** The dimensions by which requests may filter. */
  public List<FilterField> filters() {
    return filters;
  }

  /** The dimensions by which requests may group. */
  public List<String> dimensions() {
    return dimensions;
  }

  /** The dimension by which answers are split when a request names none. */
  public String defaultGroup() {
    return schema.defaultGroup();
  }

  /** The dimension with the display names of the values of {@code dimension}, if there is one. */
  public Optional<String> labelOf(String dimension) {
    return schema.dimensions().stream()
        .filter(declared -> declared.name().equals(dimension))
        .findFirst()
        .flatMap(Dimension::findLabel);
  }

  /** Its metrics. The first counts what the workload is about: calls, runs, jobs, measurements. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** The durations among its metrics. */
  public List<String> durations() {
    return metrics.stream()
        .filter(DurationMetric.class::isInstance)
        .map(metric -> ((DurationMetric) metric).field())
        .distinct()
        .toList();
  }

  /** The metric by which groups rank when the requested metric does not add up. */
  public CountMetric mainCount() {
    return (CountMetric) metrics.get(0);
  }

  /**
   * The metric of that name.
   *
   * @throws IllegalArgumentException when the workload has no such metric
   */
  public Metric metric(String name) {
    return metrics.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no metric of " + id() + ": " + name));
  }
}
