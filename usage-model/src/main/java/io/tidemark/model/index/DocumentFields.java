/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.index;

import static io.tidemark.model.schema.Field.count;
import static io.tidemark.model.schema.Field.detail;
import static io.tidemark.model.schema.Field.dimension;
import static io.tidemark.model.schema.Field.meta;
import static io.tidemark.model.schema.FieldType.BOOLEAN;
import static io.tidemark.model.schema.FieldType.DATE;
import static io.tidemark.model.schema.FieldType.DOUBLE;
import static io.tidemark.model.schema.FieldType.FLATTENED;
import static io.tidemark.model.schema.FieldType.INTEGER;
import static io.tidemark.model.schema.FieldType.IP;
import static io.tidemark.model.schema.FieldType.KEYWORD;
import static io.tidemark.model.schema.FieldType.LONG;
import static io.tidemark.model.schema.FieldType.TEXT;

import io.tidemark.model.schema.Field;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every field of every document family, with its type. Mappings, writers and queries are held
 * against this list by tests in both directions.
 */
public final class DocumentFields {

  /**
   * Names of the dimensions of {@link IndexFamily#MODEL_CALLS_HOURLY}, in the order of the group
   * key.
   */
  public static final List<String> MODEL_CALL_DIMENSIONS =
      List.of(
          "tenant_id",
          "project_id",
          "user_id",
          "user_type",
          "api_key_id",
          "provider",
          "model_source",
          "model",
          "endpoint",
          "operation",
          "client");

  /** Names of the plain counters of {@link IndexFamily#MODEL_CALLS_HOURLY}. */
  public static final List<String> MODEL_CALL_COUNTS =
      List.of(
          "calls",
          "succeeded",
          "failed",
          "blocked",
          "calls_without_usage",
          "fallback_calls",
          "inconsistent_calls",
          "input_tokens",
          "output_tokens",
          "total_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "reasoning_tokens");

  /** Names of the dimensions of {@link IndexFamily#COMFYUI_HOURLY}. */
  public static final List<String> COMFYUI_DIMENSIONS =
      List.of("tenant_id", "user_id", "api_key_id", "workflow_id", "workflow_name", "source");

  /** Names of the dimensions of {@link IndexFamily#COMFYUI_CONCURRENCY}. */
  public static final List<String> CONCURRENCY_DIMENSIONS =
      List.of("tenant_id", "dimension", "value");

  /** Names of the dimensions of {@link IndexFamily#TRAINING_HOURLY}. */
  public static final List<String> TRAINING_DIMENSIONS =
      List.of("tenant_id", "user_id", "base_model", "method");

  /** Names of the dimensions of {@link IndexFamily#CODING_AGENTS_HOURLY}. */
  public static final List<String> CODING_AGENT_DIMENSIONS =
      List.of("tenant_id", "user_id", "agent");

  /** Names of the dimensions of {@link IndexFamily#PIPELINE_HOURLY}. */
  public static final List<String> PIPELINE_DIMENSIONS = List.of("tenant_id", "pipeline");

  private DocumentFields() {}

  /** The fields of one family; each name once. */
  public static List<Field> of(IndexFamily family) {
    return switch (family) {
      case MODEL_CALLS_HOURLY -> modelCallsHourly();
      case MODEL_CALLS_RECORDS -> modelCallsRecords();
      case COMFYUI_HOURLY -> comfyuiHourly();
      case COMFYUI_CONCURRENCY -> comfyuiConcurrency();
      case COMFYUI_RECORDS -> comfyuiRecords();
      case TRAINING_HOURLY -> trainingHourly();
      case CODING_AGENTS_HOURLY -> codingAgentsHourly();
      case PIPELINE_HOURLY -> pipelineHourly();
      case PIPELINE_PROGRESS -> pipelineProgress();
      case DEAD_LETTERS -> deadLetters();
    };
  }

  private static List<Field> modelCallsHourly() {
    return Stream.of(
            hour(),
            dimensions(MODEL_CALL_DIMENSIONS),
            counts(MODEL_CALL_COUNTS),
            Stream.of(count("status_codes.*")),
            durations("latency_ms"),
            durations("time_to_first_token_ms"))
        .flatMap(fields -> fields)
        .toList();
  }

  private static List<Field> modelCallsRecords() {
    return Stream.of(
            record(),
            dimensions(MODEL_CALL_DIMENSIONS),
            Stream.of(
                detail("request_id", KEYWORD),
                detail("channel", KEYWORD),
                detail("outcome", KEYWORD),
                detail("status_code", INTEGER),
                detail("error_type", KEYWORD),
                detail("input_tokens", LONG),
                detail("output_tokens", LONG),
                detail("total_tokens", LONG),
                detail("cache_read_tokens", LONG),
                detail("cache_write_tokens", LONG),
                detail("reasoning_tokens", LONG),
                detail("latency_ms", LONG),
                detail("time_to_first_token_ms", LONG),
                detail("attempts", LONG),
                detail("client_ip", IP),
                detail("client_ip_hash", KEYWORD),
                detail("user_agent", KEYWORD),
                detail("tags", FLATTENED)))
        .flatMap(fields -> fields)
        .toList();
  }

  private static List<Field> comfyuiHourly() {
    return Stream.of(
            hour(),
            dimensions(COMFYUI_DIMENSIONS),
            counts(
                List.of(
                    "executions",
                    "succeeded",
                    "failed",
                    "cancelled",
                    "abandoned",
                    "runs_without_duration")),
            durations("run_time_ms"),
            durations("queue_time_ms"))
        .flatMap(fields -> fields)
        .toList();
  }

  private static List<Field> comfyuiConcurrency() {
    return Stream.of(
            hour(),
            dimensions(CONCURRENCY_DIMENSIONS),
            Stream.of(
                count("max"),
                count("min"),
                new Field("mean", DOUBLE, Field.Role.MEASURE),
                count("running_ms"),
                count("levels.level"),
                count("levels.ms"),
                count("minute_max"),
                detail("user_ids", KEYWORD),
                count("unknown_end"),
                count("open_runs"),
                meta("measured_until", DATE)))
        .flatMap(fields -> fields)
        .toList();
  }

  private static List<Field> comfyuiRecords() {
    return Stream.of(
            record(),
            dimensions(COMFYUI_DIMENSIONS),
            Stream.of(
                detail("task_id", KEYWORD),
                detail("outcome", KEYWORD),
                detail("submitted_at", DATE),
                detail("started_at", DATE),
                detail("finished_at", DATE),
                detail("run_time_ms", LONG),
                detail("queue_time_ms", LONG),
                detail("error_type", KEYWORD),
                detail("error_message", TEXT),
                detail("node_id", KEYWORD),
                detail("context", FLATTENED)))
        .flatMap(fields -> fields)
        .toList();
  }

  private static List<Field> trainingHourly() {
    return Stream.of(
            hour(),
            dimensions(TRAINING_DIMENSIONS),
            counts(
                List.of(
                    "jobs", "succeeded", "failed", "cancelled", "trained_tokens", "run_time_ms")))
        .flatMap(fields -> fields)
        .toList();
  }

  private static List<Field> codingAgentsHourly() {
    return Stream.of(
            hour(),
            dimensions(CODING_AGENT_DIMENSIONS),
            counts(
                List.of(
                    "measurements",
                    "sessions",
                    "commits",
                    "pull_requests",
                    "lines_added",
                    "lines_removed",
                    "tokens",
                    "input_tokens",
                    "output_tokens",
                    "cache_read_tokens",
                    "cache_write_tokens",
                    "active_seconds",
                    "active_ms",
                    "cost_micros")),
            Stream.of(detail("session_ids", KEYWORD)))
        .flatMap(fields -> fields)
        .toList();
  }

  /** What the job did with the events of one hour: one document per pipeline, tenant and hour. */
  private static List<Field> pipelineHourly() {
    return Stream.of(
            hour(),
            dimensions(PIPELINE_DIMENSIONS),
            counts(List.of("counted", "duplicates", "conflicting_duplicates")))
        .flatMap(fields -> fields)
        .toList();
  }

  /**
   * Written once all documents of the hour that {@code hour} starts, and of all hours before it,
   * are final and in Elasticsearch. It names no tenant.
   */
  private static List<Field> pipelineProgress() {
    return List.of(
        meta("hour", DATE),
        meta("window_minutes", INTEGER),
        meta("updated_at", DATE),
        dimension("pipeline"));
  }

  private static List<Field> deadLetters() {
    return List.of(
        meta("recorded_at", DATE),
        dimension("tenant_id"),
        dimension("pipeline"),
        dimension("reason"),
        detail("message", KEYWORD),
        detail("topic", KEYWORD),
        detail("partition", INTEGER),
        detail("offset", LONG),
        detail("record_time", DATE),
        detail("payload", TEXT),
        detail("payload_encoding", KEYWORD),
        detail("payload_truncated", BOOLEAN));
  }

  private static Stream<Field> hour() {
    return Stream.of(
        meta("hour", DATE),
        meta("window_minutes", INTEGER),
        meta("final", BOOLEAN),
        meta("revision", LONG),
        meta("late_events", LONG),
        meta("updated_at", DATE));
  }

  private static Stream<Field> record() {
    return Stream.of(meta("event_time", DATE));
  }

  private static Stream<Field> dimensions(List<String> names) {
    return names.stream().map(Field::dimension);
  }

  private static Stream<Field> counts(List<String> names) {
    return names.stream().map(Field::count);
  }

  private static Stream<Field> durations(String name) {
    return Stream.concat(
        Stream.of("count", "sum", "min", "max", "bins.*").map(part -> count(name + "." + part)),
        Stream.of(detail(name + ".bin_counts", KEYWORD)));
  }
}
