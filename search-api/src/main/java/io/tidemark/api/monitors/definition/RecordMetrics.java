/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.CountMetric;
import io.tidemark.api.metric.DistinctMetric;
import io.tidemark.api.metric.DurationMetric;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.RatioMetric;
import io.tidemark.api.query.Queries;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Metrics over records of model calls, as far as records have what they need. */
final class RecordMetrics {

  private RecordMetrics() {}

  static Optional<MonitorMetric> findMetric(Workload workload, String name) {
    if (workload != Workload.MODEL_CALLS) {
      return Optional.empty();
    }
    return MonitorMetric.list(workload).stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .flatMap(metric -> findMetric(workload, metric));
  }

  private static Optional<MonitorMetric> findMetric(Workload workload, Metric metric) {
    if (metric.equals(workload.mainCount())) {
      return Optional.of(new Records(metric.name()));
    }
    if (workload.schema().outcomes().contains(metric.name())) {
      return Optional.of(new Outcome(metric.name()));
    }
    if (metric instanceof CountMetric && isRecorded(workload, metric.name())) {
      return Optional.of(new Total(metric));
    }
    if (metric instanceof DistinctMetric) {
      return Optional.of(new HourlyMetric(metric));
    }
    if (metric instanceof RatioMetric ratio) {
      return findMetric(workload, ratio.part())
          .flatMap(
              part ->
                  findMetric(workload, ratio.whole())
                      .map(whole -> new Share(ratio.name(), part, whole)));
    }
    return metric instanceof DurationMetric duration && isRecorded(workload, duration.field())
        ? Spread.find(duration)
        : Optional.empty();
  }

  private static boolean isRecorded(Workload workload, String name) {
    return workload.schema().recordFields().stream().anyMatch(field -> field.name().equals(name));
  }

  /** The number of records. */
  private record Records(String name) implements MonitorMetric {

    @Override
    public void addTo(Aggregations aggregations) {
      // Every bucket has it.
    }

    @Override
    public Double read(JsonNode bucket) {
      return bucket.path("doc_count").asDouble(0);
    }

    @Override
    public boolean addsUp() {
      return true;
    }

    @Override
    public boolean onlyGrows() {
      return true;
    }
  }

  /** The number of records that ended in one way. */
  private record Outcome(String name) implements MonitorMetric {

    @Override
    public void addTo(Aggregations aggregations) {
      aggregations.add(
          name,
          Aggregation.of(
              aggregation -> aggregation.filter(Queries.term(WorkloadSchema.OUTCOME, name))));
    }

    @Override
    public Double read(JsonNode bucket) {
      return bucket.path(name).path("doc_count").asDouble(0);
    }

    @Override
    public boolean addsUp() {
      return true;
    }

    @Override
    public boolean onlyGrows() {
      return true;
    }
  }

  /** The sum of a field, which records may leave out. */
  private record Total(Metric metric) implements MonitorMetric {

    @Override
    public String name() {
      return metric.name();
    }

    @Override
    public void addTo(Aggregations aggregations) {
      aggregations.addStats(name(), name());
    }

    @Override
    public Double read(JsonNode bucket) {
      JsonNode stats = bucket.path(name());
      return stats.path("count").asLong(0) == 0 ? null : stats.path("sum").asDouble();
    }

    @Override
    public boolean addsUp() {
      return true;
    }

    @Override
    public boolean onlyGrows() {
      return true;
    }
  }

  private record Share(String name, MonitorMetric part, MonitorMetric whole)
      implements MonitorMetric {

    @Override
    public void addTo(Aggregations aggregations) {
      part.addTo(aggregations);
      whole.addTo(aggregations);
    }

    @Override
    public Double read(JsonNode bucket) {
      Double numerator = part.read(bucket);
      Double divisor = whole.read(bucket);
      return numerator == null || divisor == null || divisor == 0 ? null : numerator / divisor;
    }

    @Override
    public boolean addsUp() {
      return false;
    }

    @Override
    public boolean onlyGrows() {
      return false;
    }

    @Override
    public boolean isShare() {
      return true;
    }
  }

  /** Mean or maximum of a duration; records have no histograms for percentiles. */
  private record Spread(DurationMetric metric, String statistic) implements MonitorMetric {

    static Optional<MonitorMetric> find(DurationMetric metric) {
      return switch (metric.part()) {
        case MEAN -> Optional.of(new Spread(metric, "avg"));
        case MAX -> Optional.of(new Spread(metric, "max"));
        default -> Optional.empty();
      };
    }

    @Override
    public String name() {
      return metric.name();
    }

    @Override
    public void addTo(Aggregations aggregations) {
      aggregations.addStats(metric.field(), metric.field());
    }

    @Override
    public Double read(JsonNode bucket) {
      JsonNode stats = bucket.path(metric.field());
      return stats.path("count").asLong(0) == 0 ? null : stats.path(statistic).asDouble();
    }

    @Override
    public boolean addsUp() {
      return false;
    }

    @Override
    public boolean onlyGrows() {
      return false;
    }
  }
}
