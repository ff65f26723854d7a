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
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.parsing.UsageFormat.Output;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The common parts of logs and metrics of coding agents in OTLP/JSON. */
final class OtlpReader {

  private static final List<String> USERS =
      List.of("user.email", "user.account_uuid", "user.account_id", "user.id");

  private final JsonReader json = new JsonReader();
  private final OtlpAttributes attributes = new OtlpAttributes(json);
  private final DamagedItems items;
  private final DamagedPlace damaged;
  private final JsonSlots root;
  private final Set<String> wanted;
  private final String tenantAttribute;
  private String defaultTenant;

  /**
   * @param signal the field of a record that holds everything, such as {@code resourceLogs}
   * @param items that cost only themselves when they are damaged
   * @param wanted attributes that are read
   * @param tenantAttribute that names the tenant
   */
  OtlpReader(
      String signal,
      DamagedItems items,
      DamagedPlace damaged,
      Set<String> wanted,
      String tenantAttribute) {
    root = createSlots(signal);
    this.items = items;
    this.damaged = damaged;
    this.wanted = wanted;
    this.tenantAttribute = tenantAttribute;
  }

  static JsonSlots createSlots(String... paths) {
    return new JsonSlots(JsonFields.of(List.of(paths)));
  }

  JsonReader json() {
    return json;
  }

  /** Sets the tenant where none is named; null takes {@code organization.id}. */
  void setDefaultTenant(String tenant) {
    defaultTenant = tenant;
  }

  /** Lets the default tenant be the tenant of an excerpt that names none. */
  void claimTenant(Excerpt excerpt) {
    excerpt.claimTenant(OtlpParts.DEFAULT_TENANT_RANK, defaultTenant);
  }

  /** The record that is being read. */
  byte[] source() {
    return items.source();
  }

  /** Reads a record: runs {@code resource} at the beginning of each resource. */
  void parse(byte[] record, Output<AgentMeasurement> output, Runnable resource) {
    if (record == null || record.length == 0) {
      output.reject(UsageFormat.EMPTY);
    } else if (!items.open(json, record)) {
      output.reject(json.failure());
    } else if (!root.read(json)) {
      output.reject(UsageFormat.NOT_AN_OBJECT);
    } else if (!root.is(0, JsonType.ARRAY)) {
      output.reject(root.path(0) + " must be an array");
    } else {
      forEach(root.start(0), output, resource);
    }
  }

  /** Runs {@code action} at the beginning of each object in an array, and rejects damaged items. */
  void forEach(int array, Output<AgentMeasurement> output, Runnable action) {
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
        damaged.set(element, items.endOf(element, next));
        output.reject(items.failureAt(element));
        damaged.clear();
      }
      json.continueAt(next);
    }
  }

  int countElements(int array) {
    int count = 0;
    json.moveTo(array);
    json.enterArray();
    while (json.nextElement()) {
      json.skipValue();
      count++;
    }
    return count;
  }

  /** The wanted attributes in a slot; empty without them. */
  Map<String, String> readAttributes(JsonSlots slots, int slot) {
    return slots.has(slot) ? attributes.read(slots.start(slot), wanted) : Map.of();
  }

  /** Fills who and what a measurement is about. */
  void fillDimensions(AgentMeasurement measurement, Map<String, String> from) {
    String other = defaultTenant == null ? from.get("organization.id") : defaultTenant;
    measurement.tenantId = from.getOrDefault(tenantAttribute, other);
    measurement.sessionId = from.getOrDefault("session.id", from.get("conversation.id"));
    for (String name : USERS) {
      measurement.userId = measurement.userId == null ? from.get(name) : measurement.userId;
    }
    measurement.projectId = from.get("project.id");
    measurement.model = from.get("model");
    measurement.serviceTier = from.get("speed");
  }

  /** The problem of a measurement without tenant or time; null without one. */
  String findProblem(AgentMeasurement measurement) {
    if (measurement.tenantId == null || measurement.tenantId.isEmpty()) {
      return FieldRules.missing(tenantAttribute);
    }
    return measurement.eventTime > 0 ? null : "timeUnixNano must be nanoseconds since 1970";
  }

  /** A number times a power of ten, cut to a whole number; unknown when the text is no number. */
  static long parseScaled(String digits, int power) {
    if (!JsonNumbers.isNumber(digits)) {
      return FieldRules.UNKNOWN;
    }
    byte[] source = digits.getBytes(UTF_8);
    return JsonNumbers.scaled(source, 0, source.length, power);
  }

  /** The value of a metric in its units, rounded; unknown when the text is no number. */
  static long parseValue(String digits, AgentMetric metric) {
    if (!JsonNumbers.isNumber(digits)) {
      return FieldRules.UNKNOWN;
    }
    byte[] source = digits.getBytes(UTF_8);
    return JsonNumbers.rounded(source, 0, source.length, metric.decimals());
  }
}
