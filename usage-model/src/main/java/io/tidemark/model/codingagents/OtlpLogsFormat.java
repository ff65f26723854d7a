/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.DamagedItems;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonNumbers;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.otlp.OtlpAttributes;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Timestamps;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.schema.Limits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Logs of coding agents in OTLP/JSON: the events that report a call ({@link AgentLog}). Tokens and
 * money of one call are measurements with the identity of the call. Other log records are passed
 * over, and so are prompts and the arguments of tools.
 */
public final class OtlpLogsFormat implements UsageFormat<AgentMeasurement> {

  private static final List<String> USERS =
      List.of("user.email", "user.account_uuid", "user.account_id", "user.id");

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

  private final JsonReader json = new JsonReader();
  private final DamagedItems items =
      new DamagedItems(List.of("resourceLogs", "scopeLogs", "logRecords"));
  private final JsonSlots root = slots("resourceLogs");
  private final JsonSlots resource = slots("resource/attributes", "scopeLogs");
  private final JsonSlots scope = slots("logRecords");
  private final JsonSlots log = new JsonSlots(LOG_FIELDS);
  private final OtlpAttributes reader = new OtlpAttributes(json);
  private final Set<String> wanted = new HashSet<>(AgentLog.attributes());
  private final OtlpLogParts parts;
  private final String tenantAttribute;
  private String defaultTenant;
  private Map<String, String> resourceAttributes = Map.of();

  /**
   * A reader of logs.
   *
   * @param tenantAttribute the attribute of a log record or its resource that names the tenant
   * @param defaultTenant the tenant where that is absent; null takes {@code organization.id}
   */
  public OtlpLogsFormat(String tenantAttribute, String defaultTenant) {
    this.tenantAttribute = tenantAttribute;
    this.defaultTenant = defaultTenant;
    wanted.add(tenantAttribute);
    parts = new OtlpLogParts(LOG_FIELDS, wanted, tenantAttribute);
  }

  @Override
  public void setDefaultTenant(String tenant) {
    defaultTenant = tenant;
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.claimTenant(OtlpMetricParts.DEFAULT_TENANT_RANK, defaultTenant);
    excerpt.copyReplaced(record, parts.record());
  }

  @Override
  public void copyEvent(byte[] record, Excerpt excerpt) {
    excerpt.claimTenant(OtlpMetricParts.DEFAULT_TENANT_RANK, defaultTenant);
    parts.copyEvent(items.source(), resource, excerpt);
  }

  @Override
  public void parse(byte[] record, Output<AgentMeasurement> output) {
    parts.begin();
    if (record == null || record.length == 0) {
      output.reject(EMPTY);
    } else if (!items.open(json, record)) {
      output.reject(json.failure());
    } else if (!root.read(json)) {
      output.reject(NOT_AN_OBJECT);
    } else if (!root.is(0, JsonType.ARRAY)) {
      output.reject("resourceLogs must be an array");
    } else {
      each(root.start(0), output, () -> resource(output));
    }
  }

  private void resource(Output<AgentMeasurement> output) {
    resource.read(json);
    resourceAttributes = resource.has(0) ? reader.read(resource.start(0), wanted) : Map.of();
    if (resource.is(1, JsonType.ARRAY)) {
      each(resource.start(1), output, () -> scope(output));
    }
  }

  private void scope(Output<AgentMeasurement> output) {
    scope.read(json);
    if (scope.is(0, JsonType.ARRAY)) {
      each(scope.start(0), output, () -> record(output));
    }
  }

  private void record(Output<AgentMeasurement> output) {
    int place = json.position();
    log.read(json);
    parts.atLog(place, json.position());
    String eventName = log.text(EVENT_NAME);
    String body = log.text(BODY);
    Map<String, String> attributes = new HashMap<>(resourceAttributes);
    if (log.has(ATTRIBUTES)) {
      attributes.putAll(reader.read(log.start(ATTRIBUTES), wanted));
    }
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
    String identity = kind.identity(attributes, Long.toString(call.eventTime));
    problem = problem == null && identity == null ? missing(kind.identityNames()) : problem;
    if (problem != null) {
      output.reject(problem);
      return;
    }
    for (AgentMetric metric : kind.counts.keySet()) {
      if (values.containsKey(metric)) {
        output.event(measurement(call, kind, identity, metric, values.get(metric)));
      }
    }
  }

  private static AgentMeasurement measurement(
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
    String other = defaultTenant == null ? attributes.get("organization.id") : defaultTenant;
    call.tenantId = attributes.getOrDefault(tenantAttribute, other);
    call.sessionId = attributes.getOrDefault("session.id", attributes.get("conversation.id"));
    for (String name : USERS) {
      call.userId = call.userId == null ? attributes.get(name) : call.userId;
    }
    call.projectId = attributes.get("project.id");
    call.model = attributes.get("model");
    call.serviceTier = attributes.get("speed");
    call.eventTime = time(attributes);
    if (call.tenantId == null || call.tenantId.isEmpty()) {
      return missing(tenantAttribute);
    }
    if (call.eventTime <= 0) {
      return "timeUnixNano must be nanoseconds since 1970";
    }
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      String text = attribute.getValue();
      if (text.codePointCount(0, text.length()) > Limits.MAX_TEXT_CHARACTERS) {
        return FieldRules.tooLong(attribute.getKey());
      }
    }
    return null;
  }

  private long time(Map<String, String> attributes) {
    long time = nanos(TIME);
    if (time > 0) {
      return time;
    }
    byte[] text = attributes.getOrDefault("event.timestamp", "").getBytes(UTF_8);
    long named = text.length == 0 ? 0 : Timestamps.ofText(text, 0, text.length);
    return named > 0 ? named : nanos(OBSERVED);
  }

  private long nanos(int slot) {
    boolean scalar = log.is(slot, JsonType.TEXT) || log.is(slot, JsonType.INTEGER);
    return scalar
        ? scaled(new String(log.buffer(), log.start(slot), log.length(slot), UTF_8), -6)
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
        long value = scaled(text, count.getKey().decimals());
        if (value < 0 || value > Limits.MAX_COUNT) {
          return name + " must be a number from 0 on, and not too large";
        }
        values.merge(count.getKey(), value, Long::sum);
      }
    }
    return values.isEmpty() ? missing("a number of tokens") : null;
  }

  private static String missing(String what) {
    return FieldRules.missing(what);
  }

  private static long scaled(String digits, int power) {
    if (!JsonNumbers.isNumber(digits)) {
      return FieldRules.UNKNOWN;
    }
    byte[] source = digits.getBytes(UTF_8);
    return JsonNumbers.scaled(source, 0, source.length, power);
  }

  private static JsonSlots slots(String... paths) {
    return new JsonSlots(JsonFields.of(List.of(paths)));
  }

  /** Runs {@code action} at the beginning of each object in an array, and rejects damaged items. */
  private void each(int array, Output<AgentMeasurement> output, Runnable action) {
    json.moveTo(array);
    json.enterArray();
    while (json.nextElement()) {
      int element = json.position();
      json.skipValue();
      int next = json.position();
      if (json.buffer()[element] == '{') {
        json.moveTo(element);
        action.run();
      } else if (items.failureAt(element) != null) {
        parts.atDamage(element, items.endOf(element, next));
        output.reject(items.failureAt(element));
        parts.afterDamage();
      }
      json.continueAt(next);
    }
  }
}
