/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.fingerprint.Sha256;
import io.tidemark.model.json.DamagedItems;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.schema.Limits;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OTLP/JSON metrics of coding agents ({@link AgentMetricTable}) as a collector's Kafka exporter
 * writes them; other metrics are passed over. Metrics have no event id: a point is identified by
 * its series (metric, attributes, resource) and its time, so that a resent export counts once. Of
 * cumulative sums the series and its start name the counter whose growth counts.
 */
public final class OtlpMetricsFormat extends OtlpFormat {

  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "token_type",
          "model",
          "speed",
          "project.id",
          "session.id",
          "conversation.id",
          "user.email",
          "user.account_uuid",
          "user.account_id",
          "user.id",
          "organization.id");
  private static final int UNSPECIFIED = 0;
  private static final int DELTA = 1;
  private static final int CUMULATIVE = 2;
  private static final int RESOURCE = OtlpMetricParts.RESOURCE_ATTRIBUTES;
  private static final int SCOPE_METRICS = 1;
  private static final int NAME = 0;
  private static final int SUM_POINTS = 1;
  private static final int SUM_TEMPORALITY = 2;
  private static final int HISTOGRAM_POINTS = 3;
  private static final int HISTOGRAM_TEMPORALITY = 4;
  private static final int START = 0;
  private static final int TIME = 1;
  private static final int AS_DOUBLE = 2;
  private static final int AS_INT = 3;
  private static final int SUM = 4;
  private static final int ATTRIBUTES = 5;
  private static final int FLAGS = 6;
  private static final int SERIES = 7;

  /** A flag of points that only say that their series has ended. */
  private static final long NO_RECORDED_VALUE = 1;

  private static final JsonFields METRIC_FIELDS =
      JsonFields.of(
          List.of(
              "name",
              "sum/dataPoints",
              "sum/aggregationTemporality",
              "histogram/dataPoints",
              "histogram/aggregationTemporality"));
  private static final JsonFields POINT_FIELDS =
      JsonFields.of(
          List.of(
              "startTimeUnixNano",
              "timeUnixNano",
              "asDouble",
              "asInt",
              "sum",
              "attributes",
              "flags",
              OtlpMetricParts.SERIES));

  /** The arrays below which a damaged item costs only itself. */
  private static final List<List<String>> ITEMS =
      List.of(
          List.of("resourceMetrics"),
          List.of("scopeMetrics"),
          List.of("metrics"),
          List.of("sum/dataPoints", "histogram/dataPoints"));

  private final JsonSlots scope = OtlpReader.createSlots("metrics");
  private final JsonSlots metric = new JsonSlots(METRIC_FIELDS);
  private final JsonSlots point = new JsonSlots(POINT_FIELDS);
  private final MessageDigest digest = Sha256.create();
  private List<String> resourceKey = List.of();
  private Map<String, String> resourceAttributes = Map.of();
  private final OtlpMetricParts parts;

  /**
   * A reader of metrics.
   *
   * @param tenantAttribute the attribute of a point or its resource that names the tenant
   * @param defaultTenant the tenant where that is absent; null takes {@code organization.id}
   */
  public OtlpMetricsFormat(String tenantAttribute, String defaultTenant) {
    this(new OtlpMetricParts(METRIC_FIELDS, POINT_FIELDS, KNOWN, tenantAttribute), defaultTenant);
  }

  private OtlpMetricsFormat(OtlpMetricParts parts, String defaultTenant) {
    super(parts, DamagedItems.belowArrays(ITEMS), defaultTenant);
    this.parts = parts;
  }

  @Override
  void readResource(Output<AgentMeasurement> output) {
    resource.read(json);
    resourceKey = createKey(resource, RESOURCE);
    resourceAttributes = reader.readAttributes(resource, RESOURCE);
    if (resource.is(SCOPE_METRICS, JsonType.ARRAY)) {
      reader.forEach(resource.start(SCOPE_METRICS), output, () -> readScope(output));
    }
  }

  private void readScope(Output<AgentMeasurement> output) {
    scope.read(json);
    if (scope.is(0, JsonType.ARRAY)) {
      reader.forEach(scope.start(0), output, () -> readMetric(output));
    }
  }

  private void readMetric(Output<AgentMeasurement> output) {
    int place = json.position();
    metric.read(json);
    parts.atMetric(place, json.position());
    String name = metric.text(NAME);
    if (name == null || !AgentMetricTable.knowsMetric(name)) {
      return;
    }
    boolean histogram = !metric.is(SUM_POINTS, JsonType.ARRAY);
    int points = histogram ? HISTOGRAM_POINTS : SUM_POINTS;
    if (!metric.is(points, JsonType.ARRAY)) {
      if (!isWithoutPoints()) {
        output.reject(name + " must be a sum or a histogram");
      }
      return;
    }
    int temporality = readTemporality(histogram ? HISTOGRAM_TEMPORALITY : SUM_TEMPORALITY);
    if (temporality == UNSPECIFIED) {
      output.reject(
          "aggregationTemporality of "
              + name
              + " must be DELTA (1) or CUMULATIVE (2): it is not known whether points add up",
          reader.countElements(metric.start(points)));
      return;
    }
    parts.atPointsOf(name, histogram ? "histogram" : "sum", Integer.toString(temporality));
    reader.forEach(
        metric.start(points), output, () -> readPoint(name, temporality == CUMULATIVE, output));
  }

  /** Exporters send metrics of which nothing is new; protobuf leaves empty lists out. */
  private boolean isWithoutPoints() {
    return !metric.has(SUM_POINTS)
        && !metric.has(HISTOGRAM_POINTS)
        && (metric.has(SUM_TEMPORALITY) || metric.has(HISTOGRAM_TEMPORALITY));
  }

  /** As a number, as its name, or as text with digits; exporters that leave it out mean totals. */
  private int readTemporality(int slot) {
    if (!metric.has(slot)) {
      return CUMULATIVE;
    }
    if (metric.is(slot, JsonType.INTEGER)) {
      return readTemporality(Long.toString(metric.integer(slot)));
    }
    return readTemporality(metric.text(slot));
  }

  private static int readTemporality(String text) {
    return switch (text == null ? "" : text.strip()) {
      case "1", "AGGREGATION_TEMPORALITY_DELTA" -> DELTA;
      case "2", "AGGREGATION_TEMPORALITY_CUMULATIVE" -> CUMULATIVE;
      default -> UNSPECIFIED;
    };
  }

  private void readPoint(String name, boolean cumulative, Output<AgentMeasurement> output) {
    int place = json.position();
    point.read(json);
    parts.atPoint(place, json.position());
    long flags = OtlpReader.parseScaled(readRaw(FLAGS), 0);
    if (flags > 0 && (flags & NO_RECORDED_VALUE) != 0) {
      return;
    }
    List<String> pointKey = createKey(point, ATTRIBUTES);
    Map<String, String> attributes = new HashMap<>(resourceAttributes);
    attributes.putAll(reader.readAttributes(point, ATTRIBUTES));
    String type = attributes.getOrDefault("type", attributes.get("token_type"));
    List<AgentMetric> metrics = AgentMetricTable.findMetrics(name, type);
    if (metrics.isEmpty()) {
      return;
    }
    String start = readRaw(START);
    String series = point.text(SERIES);
    series = series == null ? computeDigest(name, cumulative ? start : "", pointKey) : series;
    parts.atSeries(series);
    for (AgentMetric kind : metrics) {
      AgentMeasurement measurement = new AgentMeasurement();
      measurement.metric = kind;
      measurement.agent = AgentMetricTable.findAgent(name);
      measurement.seriesId = cumulative ? series + "/" + kind : null;
      measurement.measurementId = series + "/" + kind + "/" + readRaw(TIME);
      String problem = fill(measurement, attributes);
      if (problem == null) {
        output.event(measurement);
      } else {
        output.reject(problem);
        return;
      }
    }
  }

  private String fill(AgentMeasurement measurement, Map<String, String> attributes) {
    reader.fillDimensions(measurement, attributes);
    measurement.eventTime = OtlpReader.parseScaled(readRaw(TIME), -6);
    int value = point.has(AS_INT) ? AS_INT : point.has(AS_DOUBLE) ? AS_DOUBLE : SUM;
    measurement.value = OtlpReader.parseValue(readRaw(value), measurement.metric);
    String problem = reader.findProblem(measurement);
    if (problem != null) {
      return problem;
    }
    if (measurement.value < 0 || measurement.value > Limits.MAX_COUNT) {
      return point.path(value) + " must be a number from 0 on, and not too large";
    }
    for (String text :
        Arrays.asList(
            measurement.tenantId,
            measurement.userId,
            measurement.sessionId,
            measurement.projectId,
            measurement.model,
            measurement.serviceTier)) {
      if (text != null && text.length() > Limits.MAX_TEXT_CHARACTERS) {
        return FieldRules.tooLong("tenant, user, session, project, model and speed");
      }
    }
    return null;
  }

  /** The attributes as they are in the record, in an order of our own. */
  private List<String> createKey(JsonSlots slots, int slot) {
    if (!slots.is(slot, JsonType.ARRAY)) {
      return List.of();
    }
    List<String> key = new ArrayList<>();
    json.moveTo(slots.start(slot));
    json.enterArray();
    while (json.nextElement()) {
      int start = json.position();
      json.skipValue();
      key.add(new String(json.buffer(), start, json.position() - start, UTF_8));
    }
    Collections.sort(key);
    return key;
  }

  private String computeDigest(String name, String start, List<String> pointKey) {
    digest.update((name + '\n' + start + '\n').getBytes(UTF_8));
    digest.update(String.join("\n", pointKey).getBytes(UTF_8));
    digest.update((byte) 0);
    digest.update(String.join("\n", resourceKey).getBytes(UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private String readRaw(int slot) {
    boolean scalar =
        point.is(slot, JsonType.TEXT)
            || point.is(slot, JsonType.INTEGER)
            || point.is(slot, JsonType.DECIMAL);
    return scalar ? new String(point.buffer(), point.start(slot), point.length(slot), UTF_8) : "";
  }
}
