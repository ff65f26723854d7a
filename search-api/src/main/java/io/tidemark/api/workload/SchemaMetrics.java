/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.workload;

import io.tidemark.api.metric.ActiveDaysMetric;
import io.tidemark.api.metric.CountMetric;
import io.tidemark.api.metric.DistinctMetric;
import io.tidemark.api.metric.DurationMetric;
import io.tidemark.api.metric.DurationMetric.Part;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.RatioMetric;
import io.tidemark.api.metric.SecondsMetric;
import io.tidemark.model.schema.DerivedMetric;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.List;
import java.util.stream.Stream;

/** Creates the metrics that a schema declares. */
final class SchemaMetrics {

  private SchemaMetrics() {}

  /** All metrics in the order of the schema: measures first, then derived ones. */
  static List<Metric> createAll(WorkloadSchema schema) {
    return Stream.concat(
            schema.measures().stream().flatMap(SchemaMetrics::createForMeasure),
            schema.derivedMetrics().stream().map(SchemaMetrics::createDerived))
        .toList();
  }

  private static Stream<Metric> createForMeasure(Measure measure) {
    return measure.kind() == Measure.Kind.HISTOGRAM
        ? Stream.of(Part.values())
            .map(part -> new DurationMetric(measure.name(), measure.binLayout(), part))
        : Stream.of(new CountMetric(measure.name(), measure.field(), measure.mayBeUnknown()));
  }

  private static Metric createDerived(DerivedMetric metric) {
    if (metric instanceof DerivedMetric.Ratio ratio) {
      return new RatioMetric(
          ratio.name(),
          new CountMetric(ratio.part(), ratio.mayBeUnknown()),
          new CountMetric(ratio.whole(), ratio.mayBeUnknown()));
    }
    if (metric instanceof DerivedMetric.Distinct distinct) {
      return new DistinctMetric(distinct.name(), distinct.field());
    }
    if (metric instanceof DerivedMetric.DistinctIds ids) {
      return new DistinctMetric(ids.name(), ids.field(), true);
    }
    if (metric instanceof DerivedMetric.Total total) {
      return new CountMetric(total.name(), total.histogram() + ".sum", true);
    }
    if (metric instanceof DerivedMetric.Seconds seconds) {
      return new SecondsMetric(seconds.name(), seconds.millisField());
    }
    return new ActiveDaysMetric(metric.name());
  }
}
