/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.tidemark.api.request.Parameter;
import io.tidemark.api.workload.FilterField;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import java.util.List;
import java.util.stream.Stream;

/** The two families of records, and what may be asked of each. */
// FilterField holds a list that cannot be changed; the checker believes only types that say so.
@SuppressWarnings("ImmutableEnumChecker")
enum RecordKind {
  MODEL_CALLS(
      Workload.MODEL_CALLS,
      IndexFamily.MODEL_CALLS_RECORDS,
      "request_id",
      List.of("succeeded", "failed", "blocked"),
      "latency_ms"),
  COMFYUI(
      Workload.COMFYUI,
      IndexFamily.COMFYUI_RECORDS,
      "task_id",
      List.of("succeeded", "failed", "cancelled", "abandoned"),
      "run_time_ms");

  /** Longest id of a record in characters; some systems make ids of several KB. */
  static final int LONGEST_ID = 8_192;

  private static final FilterField CHANNEL = FilterField.choice("channel", "api", "playground");

  private final Workload workload;
  private final IndexFamily family;
  private final String idField;
  private final FilterField outcome;
  private final String durationField;

  RecordKind(
      Workload workload,
      IndexFamily family,
      String idField,
      List<String> outcomes,
      String durationField) {
    this.workload = workload;
    this.family = family;
    this.idField = idField;
    this.outcome = FilterField.choice("outcome", outcomes.toArray(String[]::new));
    this.durationField = durationField;
  }

  Workload workload() {
    return workload;
  }

  IndexFamily family() {
    return family;
  }

  /** What tells two records of one tenant apart. */
  String idField() {
    return idField;
  }

  /** How a record ended. */
  FilterField outcome() {
    return outcome;
  }

  /** What records may be filtered by: all of the workload's hourly documents, and more. */
  List<FilterField> filters() {
    return this == MODEL_CALLS
        ? Stream.concat(workload.filters().stream(), Stream.of(CHANNEL)).toList()
        : workload.filters();
  }

  /** The duration that a request may demand at least. */
  String durationField() {
    return durationField;
  }

  Parameter leastDuration() {
    return Parameter.count(
        "min_" + durationField,
        "Only this many milliseconds or more.",
        null,
        30_000,
        0,
        Long.MAX_VALUE);
  }

  /** The fields of an answer, in order; the tenant is the caller's own. */
  List<String> columns() {
    return DocumentFields.of(family).stream()
        .map(Field::name)
        .filter(name -> !name.equals("tenant_id"))
        .toList();
  }
}
