/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.index;

import static io.tidemark.model.schema.Field.count;
import static io.tidemark.model.schema.Field.detail;
import static io.tidemark.model.schema.Field.dimension;
import static io.tidemark.model.schema.Field.measure;
import static io.tidemark.model.schema.Field.meta;
import static io.tidemark.model.schema.FieldType.BOOLEAN;
import static io.tidemark.model.schema.FieldType.DATE;
import static io.tidemark.model.schema.FieldType.DOUBLE;
import static io.tidemark.model.schema.FieldType.INTEGER;
import static io.tidemark.model.schema.FieldType.KEYWORD;
import static io.tidemark.model.schema.FieldType.LONG;
import static io.tidemark.model.schema.FieldType.TEXT;

import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.Field.Search;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.sources.SourceFields;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every field of every document family, with its type. The schema of a workload declares the fields
 * of its windows and records; the families that no schema declares stand here.
 */
public final class DocumentFields {

  /** Names of the dimensions of {@link IndexFamily#COMFYUI_CONCURRENCY}. */
  public static final List<String> CONCURRENCY_DIMENSIONS =
      List.of("tenant_id", "dimension", "value");

  /** Names of the dimensions of {@link IndexFamily#PIPELINE_HOURLY}. */
  public static final List<String> PIPELINE_DIMENSIONS = List.of("tenant_id", "pipeline");

  private DocumentFields() {}

  /** The fields of one family; each name once. */
  public static List<Field> of(IndexFamily family) {
    return switch (family) {
      case COMFYUI_CONCURRENCY -> comfyuiConcurrency();
      case PIPELINE_HOURLY -> pipelineHourly();
      case PIPELINE_PROGRESS -> pipelineProgress();
      case DEAD_LETTERS -> deadLetters();
      case SOURCES -> SourceFields.listAll();
      default -> declaredBySchema(family);
    };
  }

  private static List<Field> declaredBySchema(IndexFamily family) {
    WorkloadSchema schema = family.schema().orElseThrow();
    boolean records = family.holdsRecords();
    return join(
        stateOf(family),
        dimensions(schema.dimensionNames()),
        records ? schema.recordFields().stream() : schema.windowFields().stream());
  }

  private static Stream<Field> stateOf(IndexFamily family) {
    if (family.holdsRecords()) {
      return Stream.of(meta("event_time", DATE));
    }
    return family.isDaily() ? dayState() : windowState();
  }

  private static List<Field> comfyuiConcurrency() {
    return join(
        windowState(),
        dimensions(CONCURRENCY_DIMENSIONS),
        Stream.of(
            count("max"),
            count("min"),
            measure("mean", DOUBLE),
            count("running_ms"),
            count("levels.level"),
            count("levels.ms"),
            count("minute_max"),
            detail("user_ids", KEYWORD),
            count("unknown_end"),
            count("open_runs"),
            meta("measured_until", DATE)));
  }

  /** The progress of the job in one hour: one document per pipeline, tenant and hour. */
  private static List<Field> pipelineHourly() {
    return join(
        windowState(),
        dimensions(PIPELINE_DIMENSIONS),
        Stream.of("counted", "duplicates", "conflicting_duplicates").map(Field::count));
  }

  /**
   * Written once all documents of the hour that {@code hour} starts, and of all hours before it,
   * are final and in Elasticsearch. It names no tenant. Days are complete from {@code days_from} to
   * the end of the hour.
   */
  private static List<Field> pipelineProgress() {
    return List.of(
        meta("hour", DATE),
        meta("window_minutes", INTEGER),
        meta("days_from", DATE),
        meta("day_zone", KEYWORD),
        meta("updated_at", DATE),
        dimension("pipeline"));
  }

  /** The tenant is the one that the rejected record claims: its length was not checked. */
  private static List<Field> deadLetters() {
    return List.of(
        meta("recorded_at", DATE),
        detail("record_time", DATE),
        dimension("tenant_id").searched(Search.SHORT_VALUES),
        dimension("pipeline"),
        dimension("reason"),
        detail("message", KEYWORD).searched(Search.SHORT_VALUES),
        detail("topic", KEYWORD),
        detail("partition", INTEGER),
        detail("offset", LONG),
        detail("payload", TEXT).searched(Search.NONE),
        detail("payload_encoding", KEYWORD),
        detail("payload_truncated", BOOLEAN));
  }

  /** The fields that say which window a document is about, and how far it is final. */
  public static Stream<Field> windowState() {
    return Stream.concat(Stream.of(meta("hour", DATE)), publication());
  }

  /** The same of a local day: the moment at which it begins, and the time zone. */
  public static Stream<Field> dayState() {
    return Stream.concat(Stream.of(meta("day", DATE), meta("day_zone", KEYWORD)), publication());
  }

  private static Stream<Field> publication() {
    return Stream.of(
        meta("window_minutes", INTEGER),
        meta("final", BOOLEAN),
        meta("revision", LONG),
        meta("late_events", LONG),
        meta("updated_at", DATE));
  }

  private static Stream<Field> dimensions(List<String> names) {
    return names.stream().map(Field::dimension);
  }

  private static List<Field> join(Stream<Field> state, Stream<Field> keys, Stream<Field> values) {
    return Stream.of(state, keys, values).flatMap(fields -> fields).toList();
  }
}
