/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.otlp.AttributesPart;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The parts of OTLP logs that are read, and the log record that is being read. */
final class OtlpLogParts {

  private final DamagedPlace damaged = new DamagedPlace();
  private final Part attributes;
  private final Part log;
  private final Part record;

  // The place that is being read; an end is 0 before the first log record.
  private int logStart;
  private int logEnd;

  OtlpLogParts(JsonFields logFields, Set<String> wanted, String tenantAttribute) {
    Map<String, Part> others = new HashMap<>();
    others.put("organization.id", Parts.scalarTenant(OtlpMetricParts.DEFAULT_TENANT_RANK + 1));
    others.put(tenantAttribute, Parts.scalarTenant(0));
    attributes = new AttributesPart(wanted, others);
    log = Parts.fields(logFields, Map.of("attributes", attributes, "body/stringValue", nameOnly()));
    Part resource = Parts.object(Map.of("attributes", attributes));
    Part scope = Parts.object(Map.of("logRecords", Parts.array(log)));
    Part resourceLogs = Parts.object(Map.of("resource", resource, "scopeLogs", Parts.array(scope)));
    record = Parts.object(Map.of("resourceLogs", Parts.array(resourceLogs)));
  }

  /** The body names the event, or holds anything: only a name of an event is copied. */
  private static Part nameOnly() {
    return excerpt -> {
      if (!excerpt.reader().readValue()) {
        return;
      }
      String text = excerpt.reader().text();
      boolean known = false;
      for (AgentLog kind : AgentLog.values()) {
        known |= kind.eventName.equals(text);
      }
      if (known) {
        excerpt.text(text);
      } else {
        excerpt.kindAtHand();
      }
    };
  }

  /** A whole record. */
  Part record() {
    return record;
  }

  /** Begins a record. */
  void begin() {
    logEnd = 0;
    damaged.clear();
  }

  /** Notes where the log record stands that is being read. */
  void atLog(int start, int end) {
    logStart = start;
    logEnd = end;
  }

  /** The item that is being rejected. */
  DamagedPlace damaged() {
    return damaged;
  }

  /** Copies the damaged item, else the log record, else the record that is being read. */
  void copyEvent(byte[] source, JsonSlots resource, Excerpt excerpt) {
    if (damaged.isSet()) {
      damaged.copy(source, log, excerpt);
      return;
    }
    if (logEnd == 0) {
      excerpt.copy(source, record);
      return;
    }
    excerpt.raw("{\"resourceLogs\":[{");
    if (resource.is(0, JsonType.ARRAY)) {
      excerpt.raw("\"resource\":{\"attributes\":");
      int start = resource.start(0);
      excerpt.copy(source, start, start + resource.length(0), attributes);
      excerpt.raw("},");
    }
    excerpt.raw("\"scopeLogs\":[{\"logRecords\":[");
    excerpt.copy(source, logStart, logEnd, log);
    excerpt.raw("]}]}]}");
  }
}
