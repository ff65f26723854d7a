/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.DerivedMetric;
import io.tidemark.model.schema.DurationStatistic;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.SchemaTexts;
import io.tidemark.model.schema.Unit;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.templates.kibana.Query.Operation;
import io.tidemark.templates.kibana.Query.Value;

/** Metrics of a workload as values of a query: defined and labelled as in API and web page. */
final class MetricValues {

  private final WorkloadSchema schema;
  private final SchemaTexts texts = SchemaTexts.load("en");

  /** Values over the data view of a family. */
  MetricValues(String family) {
    schema = IndexFamily.find(family).flatMap(IndexFamily::schema).orElseThrow();
  }

  /** The label of a metric. */
  String findLabel(String metric) {
    return texts.getLabel(schema, metric);
  }

  /** The sentence that explains a metric. */
  String findHelp(String metric) {
    return texts.getHelp(schema, metric);
  }

  /**
   * The value of a metric.
   *
   * @throws IllegalArgumentException when Kibana cannot compute it
   */
  Value createValue(String metric) {
    for (Measure measure : schema.measures()) {
      if (measure.kind() != Measure.Kind.HISTOGRAM && measure.name().equals(metric)) {
        return createValueOf(metric, Operation.SUM, measure.field());
      }
      if (measure.kind() == Measure.Kind.HISTOGRAM) {
        String field = measure.field();
        if (DurationStatistic.MEAN.metricOf(field).equals(metric)) {
          String label = findLabel(metric) + (measure.unit() == Unit.MS ? " (ms)" : "");
          return new Value(Operation.RATIO, field + ".sum", field + ".count", label, null, null);
        }
        if (DurationStatistic.MAX.metricOf(field).equals(metric)) {
          return createValueOf(metric, Operation.MAX, field + ".max");
        }
      }
    }
    return schema.derivedMetrics().stream()
        .filter(derived -> derived.name().equals(metric))
        .findFirst()
        .map(this::createDerived)
        .orElseThrow(() -> reportUnknown(metric));
  }

  private Value createDerived(DerivedMetric metric) {
    String name = metric.name();
    if (metric instanceof DerivedMetric.Ratio ratio) {
      String label = findLabel(name);
      return new Value(Operation.RATIO, ratio.part(), ratio.whole(), label, null, "percent");
    }
    if (metric instanceof DerivedMetric.Distinct distinct) {
      return createValueOf(name, Operation.DISTINCT, distinct.field());
    }
    if (metric instanceof DerivedMetric.DistinctIds ids) {
      return createValueOf(name, Operation.DISTINCT, ids.field());
    }
    if (metric instanceof DerivedMetric.Total total) {
      return createValueOf(name, Operation.SUM, total.histogram() + ".sum");
    }
    if (metric instanceof DerivedMetric.Seconds seconds) {
      return createValueOf(name, Operation.SUM, seconds.millisField());
    }
    throw reportUnknown(name);
  }

  private Value createValueOf(String metric, Operation operation, String field) {
    return new Value(operation, field, null, findLabel(metric), null, null);
  }

  private IllegalArgumentException reportUnknown(String metric) {
    return new IllegalArgumentException("Kibana cannot show the metric " + schema + "." + metric);
  }
}
