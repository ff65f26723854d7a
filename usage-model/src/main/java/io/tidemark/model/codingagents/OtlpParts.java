/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.json.DamagedItems;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.otlp.AttributesPart;
import io.tidemark.model.otlp.ResourceAttributes;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The parts of OTLP that are read, for dead letters, and the place that is being read. */
abstract class OtlpParts {

  /** The default tenant comes after the attribute and before the organization. */
  static final int DEFAULT_TENANT_RANK = 1;

  /** The slot of the resource's attributes among its fields. */
  static final int RESOURCE_ATTRIBUTES = 0;

  final Part attributes;

  private final String resources;
  private final String scopes;
  private final String items;
  private final Set<String> wanted;
  private final String tenantAttribute;
  private final ResourceAttributes ofResource;
  private final DamagedPlace damaged = new DamagedPlace();

  /**
   * Creates the parts of one signal.
   *
   * @param resources member with the resources
   * @param scopes member of a resource with its scopes
   * @param items member of a scope with its items
   * @param known attributes that are read, but for the tenant's
   * @param tenantAttribute that names the tenant
   */
  OtlpParts(
      String resources,
      String scopes,
      String items,
      Collection<String> known,
      String tenantAttribute) {
    this.resources = resources;
    this.scopes = scopes;
    this.items = items;
    this.tenantAttribute = tenantAttribute;
    wanted = new HashSet<>(known);
    wanted.add(tenantAttribute);
    Map<String, Part> others = new HashMap<>();
    others.put("organization.id", Parts.scalarTenant(DEFAULT_TENANT_RANK + 1));
    others.put(tenantAttribute, Parts.scalarTenant(0));
    attributes = new AttributesPart(wanted, others);
    ofResource = new ResourceAttributes(wanted, attributes);
  }

  /** A reader of records that remembers damaged items here. */
  final OtlpReader createReader(DamagedItems damagedItems) {
    return new OtlpReader(resources, damagedItems, damaged, wanted, tenantAttribute);
  }

  /** The slots of a resource: its attributes and its scopes. */
  final JsonSlots createResource() {
    return OtlpReader.createSlots("resource/attributes", scopes);
  }

  /** The part of a whole record with such items. */
  final Part createRecord(Part item) {
    Part resource = Parts.object(Map.of("attributes", attributes));
    Part scope = Parts.object(Map.of(items, Parts.array(item)));
    Part all = Parts.object(Map.of("resource", resource, scopes, Parts.array(scope)));
    return Parts.object(Map.of(resources, Parts.array(all)));
  }

  /** A whole record. */
  abstract Part record();

  /** The part that is copied of a damaged item. */
  abstract Part damagedItem();

  /** Whether no item of the record has been read yet. */
  abstract boolean isBeforeItems();

  /** Copies the item that is being read. */
  abstract void copyItem(byte[] source, Excerpt excerpt);

  /** Forgets the item that was read last. */
  abstract void forgetItem();

  /** Begins a record. */
  final void begin() {
    forgetItem();
    ofResource.clear();
    damaged.clear();
  }

  /** Copies the damaged item, else the item, else the record that is being read. */
  final void copyEvent(byte[] source, JsonSlots resource, Excerpt excerpt) {
    if (damaged.isSet()) {
      damaged.copy(source, damagedItem(), excerpt);
      return;
    }
    if (isBeforeItems()) {
      excerpt.copy(source, record());
      return;
    }
    excerpt.raw("{\"" + resources + "\":[{");
    if (resource.is(RESOURCE_ATTRIBUTES, JsonType.ARRAY)) {
      int start = resource.start(RESOURCE_ATTRIBUTES);
      int end = start + resource.length(RESOURCE_ATTRIBUTES);
      excerpt.raw("\"resource\":{\"attributes\":");
      ofResource.copy(source, start, end, excerpt);
      excerpt.raw("},");
    }
    excerpt.raw("\"" + scopes + "\":[{\"" + items + "\":[");
    copyItem(source, excerpt);
    excerpt.raw("]}]}]}");
  }
}
