/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import java.util.List;
import java.util.stream.Stream;

/** Families of documents that are compared, and what names a document in each. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are unmodifiable.
public enum Family {
  MODEL_CALLS_HOURLY(
      IndexFamily.MODEL_CALLS_HOURLY,
      "calls",
      withWindowFields(HourlyFamily.MODEL_CALLS.dimensions())),
  MODEL_CALLS_RECORDS(IndexFamily.MODEL_CALLS_RECORDS, "", List.of("tenant_id", "request_id")),
  COMFYUI_HOURLY(
      IndexFamily.COMFYUI_HOURLY,
      "executions",
      withWindowFields(HourlyFamily.COMFYUI.dimensions())),
  COMFYUI_CONCURRENCY(
      IndexFamily.COMFYUI_CONCURRENCY, "", withWindowFields(DocumentFields.CONCURRENCY_DIMENSIONS)),
  COMFYUI_RECORDS(IndexFamily.COMFYUI_RECORDS, "", List.of("tenant_id", "task_id")),
  PIPELINE_HOURLY(
      IndexFamily.PIPELINE_HOURLY, "counted", withWindowFields(DocumentFields.PIPELINE_DIMENSIONS)),
  DEAD_LETTERS(IndexFamily.DEAD_LETTERS, "", List.of("topic", "partition", "offset"));

  private final IndexFamily index;
  private final String countField;
  private final List<String> keyFields;

  Family(IndexFamily index, String countField, List<String> keyFields) {
    this.index = index;
    this.countField = countField;
    this.keyFields = keyFields;
  }

  private static List<String> withWindowFields(List<String> dimensions) {
    return Stream.concat(Stream.of("hour"), dimensions.stream()).toList();
  }

  public IndexFamily index() {
    return index;
  }

  /** The field that says how many events a document holds; empty when it is about one. */
  public String countField() {
    return countField;
  }

  /** Fields whose values together name a document. */
  public List<String> keyFields() {
    return keyFields;
  }

  /** Whether its documents are about an hour. */
  public boolean isHourly() {
    return keyFields.contains("hour");
  }
}
