/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.otlp.AttributesPart;
import io.tidemark.model.otlp.ResourceAttributes;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The parts of OTLP traces that are read, for dead letters, and the span that is being read. */
final class OtelSpanParts {

  private final Part attributes;
  private final Part span;
  private final Part record;
  private final ResourceAttributes resources;

  /** Where the calls of the record stand that is being read. */
  private final Map<CallSpan, Place> places = new HashMap<>();

  private int attributesStart;
  private int attributesEnd;
  private Place place;

  /**
   * @param fields the fields of a span that are read, {@code attributes} among them
   * @param wanted the names of attributes that are read
   */
  OtelSpanParts(JsonFields fields, Set<String> wanted, String tenantAttribute) {
    attributes = new AttributesPart(wanted, otherAttributes(tenantAttribute));
    resources = new ResourceAttributes(wanted, attributes);
    span =
        Parts.fields(
            fields,
            Map.of(
                "traceId", Parts.requestId(),
                "spanId", Parts.requestId(),
                "attributes", attributes));
    Part resource = Parts.object(Map.of("attributes", attributes));
    Part scope = Parts.object(Map.of("spans", Parts.array(span)));
    Part resourceSpans =
        Parts.object(Map.of("resource", resource, "scopeSpans", Parts.array(scope)));
    record = Parts.object(Map.of("resourceSpans", Parts.array(resourceSpans)));
  }

  private static Map<String, Part> otherAttributes(String tenantAttribute) {
    Map<String, Part> parts = new HashMap<>();
    put(parts, SpanAttribute.CLIENT_ADDRESS, Parts.address());
    put(parts, SpanAttribute.USER_AGENT, UserAgentPart.INSTANCE);
    put(parts, SpanAttribute.USAGE_DETAILS, new UsageDetailsPart());
    put(
        parts,
        SpanAttribute.SERVICE_NAMESPACE,
        Parts.scalarTenant(ForeignFormat.DEFAULT_TENANT_RANK + 1));
    parts.put(tenantAttribute, Parts.scalarTenant(0));
    return parts;
  }

  private static void put(Map<String, Part> parts, SpanAttribute attribute, Part part) {
    attribute.names().forEach(name -> parts.put(name, part));
  }

  /** A whole record. */
  Part record() {
    return record;
  }

  /** Begins a record. */
  void begin() {
    places.clear();
    resources.clear();
    place = null;
    attributesEnd = 0;
  }

  /** Notes where the attributes of a resource stand. */
  void atResource(JsonSlots resource, int slot) {
    attributesStart = resource.start(slot);
    attributesEnd = resource.is(slot, JsonType.ARRAY) ? attributesStart + resource.length(slot) : 0;
  }

  /** Notes where a call of that resource stands. */
  void add(CallSpan call, int start, int end) {
    places.put(call, new Place(start, end, attributesStart, attributesEnd));
  }

  /** Notes the call that is handed on. */
  void atSpan(CallSpan call) {
    place = places.get(call);
  }

  /** Notes where a damaged span stands that is rejected. */
  void atDamage(int start, int end) {
    place = new Place(start, end, attributesStart, attributesEnd);
  }

  /** Whether a span is being handed on. */
  boolean hasSpan() {
    return place != null;
  }

  /** Copies the span that is being handed on with the attributes of its resource. */
  void copySpan(byte[] source, Excerpt excerpt) {
    excerpt.raw("{\"resourceSpans\":[{");
    if (place.attributesEnd() > 0) {
      excerpt.raw("\"resource\":{\"attributes\":");
      resources.copy(source, place.attributesStart(), place.attributesEnd(), excerpt);
      excerpt.raw("},");
    }
    excerpt.raw("\"scopeSpans\":[{\"spans\":[");
    excerpt.copy(source, place.start(), place.end(), span);
    excerpt.raw("]}]}]}");
  }

  private record Place(int start, int end, int attributesStart, int attributesEnd) {}
}
