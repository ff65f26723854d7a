/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonText;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.otlp.AttributesPart;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.Map;
import java.util.Set;

/** The parts of OTLP metrics that are read, for dead letters, and the place that is being read. */
final class OtlpMetricParts {

  /**
   * A field of a point in a dead letter: the identity of its series, which comes from all
   * attributes, also those that are not kept.
   */
  static final String SERIES = "tidemarkSeries";

  /** The default tenant comes after the attribute and before the organization. */
  static final int DEFAULT_TENANT_RANK = 1;

  /** The slot of the resource's attributes among its fields. */
  static final int RESOURCE_ATTRIBUTES = 0;

  private final DamagedPlace damaged = new DamagedPlace();
  private final Part attributes;
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
      JsonFields metricFields, JsonFields pointFields, Set<String> wanted, String tenantAttribute) {
    attributes =
        new AttributesPart(
            wanted,
            Map.of(
                tenantAttribute,
                Parts.scalarTenant(0),
                "organization.id",
                Parts.scalarTenant(DEFAULT_TENANT_RANK + 1)));
    point = Parts.fields(pointFields, Map.of("attributes", attributes));
    metric =
        Parts.fields(
            metricFields,
            Map.of(
                "sum/dataPoints", Parts.array(point), "histogram/dataPoints", Parts.array(point)));
    Part resource = Parts.object(Map.of("attributes", attributes));
    Part scope = Parts.object(Map.of("metrics", Parts.array(metric)));
    Part resourceMetrics =
        Parts.object(Map.of("resource", resource, "scopeMetrics", Parts.array(scope)));
    record = Parts.object(Map.of("resourceMetrics", Parts.array(resourceMetrics)));
  }

  /** A whole record. */
  Part record() {
    return record;
  }

  /** Begins a record. */
  void begin() {
    metricEnd = 0;
    pointEnd = 0;
    damaged.clear();
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

  /** The item that is being rejected. */
  DamagedPlace damaged() {
    return damaged;
  }

  /**
   * Copies the damaged item, else the point, else the metric, else the record that is being read.
   */
  void copyEvent(byte[] source, JsonSlots resource, Excerpt excerpt) {
    if (damaged.isSet()) {
      damaged.copy(source, point, excerpt);
      return;
    }
    if (metricEnd == 0) {
      excerpt.copy(source, record);
      return;
    }
    open(source, resource, excerpt);
    if (pointEnd == 0) {
      excerpt.copy(source, metricStart, metricEnd, metric);
    } else {
      copyPoint(source, excerpt);
    }
    excerpt.raw("]}]}]}");
  }

  private void copyPoint(byte[] source, Excerpt excerpt) {
    excerpt.raw("{\"name\":" + JsonText.quote(name) + ",\"" + member + "\":{");
    excerpt.raw("\"aggregationTemporality\":" + temporality + ",");
    excerpt.raw("\"dataPoints\":[");
    excerpt.copy(source, pointStart, pointEnd, point);
    excerpt.addField(SERIES, series);
    excerpt.raw("]}}");
  }

  private void open(byte[] source, JsonSlots resource, Excerpt excerpt) {
    excerpt.raw("{\"resourceMetrics\":[{");
    if (resource.is(RESOURCE_ATTRIBUTES, JsonType.ARRAY)) {
      int start = resource.start(RESOURCE_ATTRIBUTES);
      int end = start + resource.length(RESOURCE_ATTRIBUTES);
      excerpt.raw("\"resource\":{\"attributes\":");
      excerpt.copy(source, start, end, attributes);
      excerpt.raw("},");
    }
    excerpt.raw("\"scopeMetrics\":[{\"metrics\":[");
  }
}
