/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.json.DamagedItems;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.UsageFormat;

/** Reads OTLP/JSON resource by resource. */
abstract class OtlpFormat implements UsageFormat<AgentMeasurement> {

  final OtlpReader reader;
  final JsonReader json;

  /** The resource that is being read. */
  final JsonSlots resource;

  private final OtlpParts parts;

  OtlpFormat(OtlpParts parts, DamagedItems items, String defaultTenant) {
    this.parts = parts;
    reader = parts.createReader(items);
    json = reader.json();
    resource = parts.createResource();
    reader.setDefaultTenant(defaultTenant);
  }

  /** Reads the resource at which the reader stands. */
  abstract void readResource(Output<AgentMeasurement> output);

  @Override
  public final void setDefaultTenant(String tenant) {
    reader.setDefaultTenant(tenant);
  }

  @Override
  public final void copyRecord(byte[] record, Excerpt excerpt) {
    reader.claimTenant(excerpt);
    excerpt.copyReplaced(record, parts.record());
  }

  @Override
  public final void copyEvent(byte[] record, Excerpt excerpt) {
    reader.claimTenant(excerpt);
    parts.copyEvent(reader.source(), resource, excerpt);
  }

  @Override
  public final void parse(byte[] record, Output<AgentMeasurement> output) {
    parts.begin();
    reader.parse(record, output, () -> readResource(output));
  }
}
