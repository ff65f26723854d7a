/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.workload;

import io.tidemark.api.metric.ActiveDaysMetric;
import io.tidemark.api.metric.CountMetric;
import io.tidemark.api.metric.Metric;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Dimension;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The metrics, filters and dimensions of a workload, derived from its schema. */
public final class Workload {

  private static final List<Workload> ALL =
      WorkloadSchemas.listAll().stream().map(Workload::new).toList();

  /** Model calls, which alone have routes for status codes and deleted models. */
  public static final Workload MODEL_CALLS = fromSchema(WorkloadSchemas.MODEL_CALLS);

  /** ComfyUI runs, which alone have a route for concurrency. */
  public static final Workload COMFYUI = fromSchema(WorkloadSchemas.COMFYUI);

  private static final Set<WorkloadSchema> TAKE_BACK =
      Set.of(WorkloadSchemas.COMFYUI, WorkloadSchemas.TRAINING, WorkloadSchemas.CODING_AGENTS);

  private final WorkloadSchema schema;
  private final IndexFamily hourly;
  private final IndexFamily daily;
  private final IndexFamily records;
  private final List<FilterField> filters;
  private final List<String> dimensions;
  private final List<Metric> metrics;

  private Workload(WorkloadSchema schema) {
    this.schema = schema;
    hourly = IndexFamily.hourlyOf(schema);
    daily = IndexFamily.dailyOf(schema);
    records = findRecords(schema);
    filters =
        schema.dimensions().stream()
            .filter(Dimension::filter)
            .map(FilterField::fromDimension)
            .toList();
    dimensions =
        schema.dimensions().stream().filter(Dimension::group).map(Dimension::name).toList();
    metrics = SchemaMetrics.createAll(schema);
  }

  private static IndexFamily findRecords(WorkloadSchema schema) {
    return Stream.of(IndexFamily.values())
        .filter(family -> family.holdsRecords() && family.schema().equals(Optional.of(schema)))
        .findFirst()
        .orElse(null);
  }

  /** All workloads, in the order of their schemas. */
  public static List<Workload> listAll() {
    return ALL;
  }

  /**
   * Whether provisional sums only grow, as each event adds to them once. A later event of a run, a
   * job or a counter may take back what earlier ones added.
   */
  public boolean onlyGrows() {
    return !TAKE_BACK.contains(schema);
  }

  /** The workload with this schema. */
  public static Workload fromSchema(WorkloadSchema schema) {
    return ALL.stream().filter(workload -> workload.schema == schema).findFirst().orElseThrow();
  }

  /** The workload that this id names in paths. */
  public static Optional<Workload> find(String id) {
    return ALL.stream().filter(workload -> workload.id().equals(id)).findFirst();
  }

  /** The name in paths, in options of the job and in progress documents. */
  public String id() {
    return schema.id();
  }

  /** Its declaration. */
  public WorkloadSchema schema() {
    return schema;
  }

  /** The family of its hourly documents. */
  public IndexFamily hourly() {
    return hourly;
  }

  /** The family of its daily documents. */
  public IndexFamily daily() {
    return daily;
  }

  /** Whether a metric counts UTC days, which daily documents of another zone do not know. */
  public boolean countsUtcDays() {
    return metrics.stream().anyMatch(ActiveDaysMetric.class::isInstance);
  }

  /** The family of its records; empty when it keeps none. */
  public Optional<IndexFamily> records() {
    return Optional.ofNullable(records);
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

  /** The histograms among its measures. */
  public List<Measure> histograms() {
    return schema.measuresOf(Measure.Kind.HISTOGRAM);
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

  @Override
  public String toString() {
    return id();
  }
}
