/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import io.tidemark.model.intake.Excerpt;
import io.tidemark.model.intake.Part;
import io.tidemark.model.intake.Parts;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.otlp.AttributesPart;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The parts of OTLP traces that are read, for dead letters, and the span that is being read. */
final class OtelSpanParts {

  private final Part attributes;
  private final Part span;
  private final Part record;

  // Where the span stands that is being read; its end is 0 before the first.
  private int spanStart;
  private int spanEnd;

  /**
   * @param fields the fields of a span that are read, {@code attributes} among them
   * @param wanted the names of attributes that are read
   */
  OtelSpanParts(JsonFields fields, Set<String> wanted, String tenantAttribute) {
    attributes = new AttributesPart(wanted, otherAttributes(tenantAttribute));
    span = Parts.fields(fields, Map.of("attributes", attributes));
    Part resource = Parts.object(Map.of("attributes", attributes));
    Part scope = Parts.object(Map.of("spans", Parts.array(span)));
    Part resourceSpans =
        Parts.object(Map.of("resource", resource, "scopeSpans", Parts.array(scope)));
    record = Parts.object(Map.of("resourceSpans", Parts.array(resourceSpans)));
  }

  private static Map<String, Part> otherAttributes(String tenantAttribute) {
    Map<String, Part> parts = new HashMap<>();
    parts.put("client.address", Parts.address());
    parts.put("user_agent.original", UserAgentPart.INSTANCE);
    parts.put("service.namespace", Parts.scalarTenant(ForeignFormat.DEFAULT_TENANT_RANK + 1));
    parts.put(tenantAttribute, Parts.scalarTenant(0));
    return parts;
  }

  /** A whole record. */
  Part record() {
    return record;
  }

  /** Begins a record. */
  void begin() {
    spanEnd = 0;
  }

  /** Notes where the span stands that is being read. */
  void atSpan(int start, int end) {
    spanStart = start;
    spanEnd = end;
  }

  /** Whether a span is being read. */
  boolean hasSpan() {
    return spanEnd > 0;
  }

  /**
   * Copies the span that is being read with the attributes of its resource.
   *
   * @param resourceAttributes the slot of these attributes in {@code resource}
   */
  void copySpan(byte[] source, JsonSlots resource, int resourceAttributes, Excerpt excerpt) {
    excerpt.raw("{\"resourceSpans\":[{");
    if (resource.is(resourceAttributes, JsonType.ARRAY)) {
      int start = resource.start(resourceAttributes);
      excerpt.raw("\"resource\":{\"attributes\":");
      excerpt.copy(source, start, start + resource.length(resourceAttributes), attributes);
      excerpt.raw("},");
    }
    excerpt.raw("\"scopeSpans\":[{\"spans\":[");
    excerpt.copy(source, spanStart, spanEnd, span);
    excerpt.raw("]}]}]}");
  }
}
