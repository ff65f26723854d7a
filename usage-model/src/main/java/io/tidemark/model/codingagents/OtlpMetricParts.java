/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonText;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.Map;
import java.util.Set;

/** The parts of OTLP metrics that are read, for dead letters, and the place that is being read. */
final class OtlpMetricParts extends OtlpParts {

  /**
   * A field of a point in a dead letter: the identity of its series, which comes from all
   * attributes, also those that are not kept.
   */
  static final String SERIES = "tidemarkSeries";

  private final Part point;
  private final Part metric;
  private final Part record;

  // The place that is being read; an end is 0 before the first metric or point.
  private int metricStart;
  private int metricEnd;
  private int pointStart;
  private int pointEnd;
  private String name;
  private String member;
  private String temporality;
  private String series;

  OtlpMetricParts(
      JsonFields metricFields, JsonFields pointFields, Set<String> known, String tenantAttribute) {
    super("resourceMetrics", "scopeMetrics", "metrics", known, tenantAttribute);
    point = Parts.fields(pointFields, Map.of("attributes", attributes));
    metric =
        Parts.fields(
            metricFields,
            Map.of(
                "sum/dataPoints", Parts.array(point), "histogram/dataPoints", Parts.array(point)));
    record = createRecord(metric);
  }

  @Override
  Part record() {
    return record;
  }

  @Override
  Part damagedItem() {
    return point;
  }

  @Override
  void forgetItem() {
    metricEnd = 0;
    pointEnd = 0;
  }

  /** Notes where the metric stands that is being read. */
  void atMetric(int start, int end) {
    metricStart = start;
    metricEnd = end;
    pointEnd = 0;
  }

  /** Notes the metric whose points follow. */
  void atPointsOf(String metricName, String pointsMember, String temporalityAsJson) {
    name = metricName;
    member = pointsMember;
    temporality = temporalityAsJson;
  }

  /** Notes where the point stands that is being read. */
  void atPoint(int start, int end) {
    pointStart = start;
    pointEnd = end;
  }

  /** Notes the identity of the point's series. */
  void atSeries(String id) {
    series = id;
  }

  @Override
  boolean isBeforeItems() {
    return metricEnd == 0;
  }

  /** Copies the point, else the metric. */
  @Override
  void copyItem(byte[] source, Excerpt excerpt) {
    if (pointEnd == 0) {
      excerpt.copy(source, metricStart, metricEnd, metric);
    } else {
      copyPoint(source, excerpt);
    }
  }

  private void copyPoint(byte[] source, Excerpt excerpt) {
    excerpt.raw("{\"name\":" + JsonText.quote(name) + ",\"" + member + "\":{");
    excerpt.raw("\"aggregationTemporality\":" + temporality + ",");
    excerpt.raw("\"dataPoints\":[");
    excerpt.copy(source, pointStart, pointEnd, point);
    excerpt.addField(SERIES, series);
    excerpt.raw("]}}");
  }
}
