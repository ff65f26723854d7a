/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.DamagedItems;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Timestamps;
import io.tidemark.model.schema.Limits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Logs of coding agents in OTLP/JSON: the events that report a call ({@link AgentLog}). Tokens and
 * money of one call are measurements with the identity of the call. Other log records are passed
 * over, and so are prompts and the arguments of tools.
 */
public final class OtlpLogsFormat extends OtlpFormat {

  private static final int ATTRIBUTES = 0;
  private static final int TIME = 1;
  private static final int OBSERVED = 2;
  private static final int EVENT_NAME = 3;
  private static final int BODY = 4;
  static final JsonFields LOG_FIELDS =
      JsonFields.of(
          List.of(
              "attributes",
              "timeUnixNano",
              "observedTimeUnixNano",
              "eventName",
              "body/stringValue"));

  private final JsonSlots scope = OtlpReader.createSlots("logRecords");
  private final JsonSlots log = new JsonSlots(LOG_FIELDS);
  private final OtlpLogParts parts;
  private Map<String, String> resourceAttributes = Map.of();

  /**
   * A reader of logs.
   *
   * @param tenantAttribute the attribute of a log record or its resource that names the tenant
   * @param defaultTenant the tenant where that is absent; null takes {@code organization.id}
   */
  public OtlpLogsFormat(String tenantAttribute, String defaultTenant) {
    this(new OtlpLogParts(LOG_FIELDS, tenantAttribute), defaultTenant);
  }

  private OtlpLogsFormat(OtlpLogParts parts, String defaultTenant) {
    super(
        parts, new DamagedItems(List.of("resourceLogs", "scopeLogs", "logRecords")), defaultTenant);
    this.parts = parts;
  }

  @Override
  void readResource(Output<AgentMeasurement> output) {
    resource.read(json);
    resourceAttributes = reader.readAttributes(resource, 0);
    if (resource.is(1, JsonType.ARRAY)) {
      reader.forEach(resource.start(1), output, () -> readScope(output));
    }
  }

  private void readScope(Output<AgentMeasurement> output) {
    scope.read(json);
    if (scope.is(0, JsonType.ARRAY)) {
      reader.forEach(scope.start(0), output, () -> record(output));
    }
  }

  private void record(Output<AgentMeasurement> output) {
    int place = json.position();
    log.read(json);
    parts.atLog(place, json.position());
    String eventName = log.text(EVENT_NAME);
    String body = log.text(BODY);
    Map<String, String> attributes = new HashMap<>(resourceAttributes);
    attributes.putAll(reader.readAttributes(log, ATTRIBUTES));
    List<String> names = Arrays.asList(eventName, attributes.get("event.name"), body);
    AgentLog kind = AgentLog.find(names, attributes);
    if (kind == null) {
      return;
    }
    AgentMeasurement call = new AgentMeasurement();
    call.agent = kind.agent;
    String problem = fillCall(call, attributes);
    Map<AgentMetric, Long> values = new HashMap<>();
    problem = problem == null ? readValues(kind, attributes, values) : problem;
    String identity = kind.createIdentity(attributes, Long.toString(call.eventTime));
    problem =
        problem == null && identity == null ? FieldRules.missing(kind.identityNames()) : problem;
    if (problem != null) {
      output.reject(problem);
      return;
    }
    for (AgentMetric metric : kind.counts.keySet()) {
      if (values.containsKey(metric)) {
        output.event(createMeasurement(call, kind, identity, metric, values.get(metric)));
      }
    }
  }

  private static AgentMeasurement createMeasurement(
      AgentMeasurement call, AgentLog kind, String identity, AgentMetric metric, long value) {
    AgentMeasurement measurement = new AgentMeasurement();
    measurement.tenantId = call.tenantId;
    measurement.eventTime = call.eventTime;
    measurement.userId = call.userId;
    measurement.agent = call.agent;
    measurement.sessionId = call.sessionId;
    measurement.projectId = call.projectId;
    measurement.model = call.model;
    measurement.serviceTier = call.serviceTier;
    measurement.measurementId = kind.eventName + "/" + identity + "/" + metric;
    measurement.metric = metric;
    measurement.value = value;
    return measurement;
  }

  private String fillCall(AgentMeasurement call, Map<String, String> attributes) {
    reader.fillDimensions(call, attributes);
    call.eventTime = readTime(attributes);
    String problem = reader.findProblem(call);
    if (problem != null) {
      return problem;
    }
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      String text = attribute.getValue();
      if (text.codePointCount(0, text.length()) > Limits.MAX_TEXT_CHARACTERS) {
        return FieldRules.tooLong(attribute.getKey());
      }
    }
    return null;
  }

  private long readTime(Map<String, String> attributes) {
    long time = readNanos(TIME);
    if (time > 0) {
      return time;
    }
    byte[] text = attributes.getOrDefault("event.timestamp", "").getBytes(UTF_8);
    long named = text.length == 0 ? 0 : Timestamps.ofText(text, 0, text.length);
    return named > 0 ? named : readNanos(OBSERVED);
  }

  private long readNanos(int slot) {
    boolean scalar = log.is(slot, JsonType.TEXT) || log.is(slot, JsonType.INTEGER);
    return scalar
        ? OtlpReader.parseScaled(
            new String(log.buffer(), log.start(slot), log.length(slot), UTF_8), -6)
        : FieldRules.UNKNOWN;
  }

  /** The sums of each metric; those that no attribute reports are left out. */
  private static String readValues(
      AgentLog kind, Map<String, String> attributes, Map<AgentMetric, Long> values) {
    for (Map.Entry<AgentMetric, List<String>> count : kind.counts.entrySet()) {
      for (String name : count.getValue()) {
        String text = attributes.get(name);
        if (text == null) {
          continue;
        }
        long value = OtlpReader.parseValue(text, count.getKey());
        if (value < 0 || value > Limits.MAX_COUNT) {
          return name + " must be a number from 0 on, and not too large";
        }
        values.merge(count.getKey(), value, Long::sum);
      }
    }
    return values.isEmpty() ? FieldRules.missing("a number of tokens") : null;
  }
}
