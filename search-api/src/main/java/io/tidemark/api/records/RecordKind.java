/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.tidemark.api.cost.RecordCost;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.workload.FilterField;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.FieldType;
import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.InputType;
import io.tidemark.model.schema.Limits;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.Unit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The records of a workload and the parameters of their routes, derived from its schema.
 *
 * @param workload one that keeps records
 */
public record RecordKind(Workload workload) {

  /** Longest id of a record in characters; some systems make ids of several KB. */
  static final int LONGEST_ID = Limits.MAX_ID_BYTES;

  private static final String ERROR_TYPE = "error_type";

  /** The family of the records. */
  public IndexFamily family() {
    return workload.records().orElseThrow();
  }

  /** The field that distinguishes two records of one tenant. */
  public String idField() {
    return workload.schema().recordId();
  }

  /** The ways in which a record may have ended; empty when records do not say it. */
  List<String> outcomes() {
    return workload.schema().outcomes();
  }

  /**
   * Fields by which records may be filtered: those of hourly documents, details that have a fixed
   * set of values, and the error type.
   */
  public List<FilterField> filters() {
    Stream<FilterField> details =
        details()
            .filter(field -> !field.choices().isEmpty())
            .map(field -> new FilterField(field.name(), field.choices().get(0), field.choices()));
    Stream<FilterField> errors =
        isDetail(ERROR_TYPE)
            ? Stream.of(new FilterField(ERROR_TYPE, "rate_limit", List.of()))
            : Stream.of();
    return Stream.of(workload.filters().stream(), details, errors)
        .flatMap(fields -> fields)
        .toList();
  }

  /** The details that say why a record failed. */
  public List<String> errorFields() {
    return Stream.concat(Stream.of(ERROR_TYPE).filter(this::isDetail), statusCodeField().stream())
        .toList();
  }

  /** The duration for which a request may demand a minimum: the first one of the schema. */
  Optional<String> durationField() {
    return workload.schema().measuresOf(Measure.Kind.HISTOGRAM).stream()
        .map(Measure::name)
        .filter(this::isDetail)
        .findFirst();
  }

  /** The parameter of {@link #durationField()}. */
  Optional<Parameter> leastDuration() {
    return durationField()
        .map(
            field ->
                Parameter.count(
                    "min_" + field,
                    "Include only records with at least this duration in milliseconds.",
                    null,
                    30_000,
                    0,
                    Long.MAX_VALUE));
  }

  /** The fields that add up. Reported costs do not: they may be of several currencies. */
  List<String> summedFields() {
    return Stream.of(Measure.Kind.SUM, Measure.Kind.HISTOGRAM)
        .flatMap(measures -> workload.schema().measuresOf(measures).stream())
        .filter(measure -> measure.unit() != Unit.NANOS)
        .map(Measure::name)
        .filter(this::isDetail)
        .toList();
  }

  /** The fields that hold a whole number, by which records may be sorted. */
  List<String> numberFields() {
    return workload.schema().recordFields().stream()
        .filter(field -> field.type() == FieldType.LONG || field.type() == FieldType.INTEGER)
        .map(Field::name)
        .toList();
  }

  /** The detail that holds an HTTP status code. */
  Optional<String> statusCodeField() {
    return details()
        .filter(field -> field.type() == InputType.STATUS_CODE)
        .map(InputField::name)
        .findFirst();
  }

  private Stream<InputField> details() {
    return workload.schema().inputFields().stream().filter(field -> isDetail(field.name()));
  }

  private boolean isDetail(String name) {
    return workload.schema().recordFields().stream().anyMatch(field -> field.name().equals(name));
  }

  /** The fields of an answer, in order; the tenant is the caller's own. */
  public List<Field> fields() {
    return DocumentFields.of(family()).stream()
        .filter(field -> !field.name().equals("tenant_id"))
        .toList();
  }

  /** Names of {@link #fields()}, and those of the cost. */
  List<String> columns() {
    return Stream.concat(fields().stream().map(Field::name), RecordCost.fieldsOf(workload).stream())
        .toList();
  }
}
