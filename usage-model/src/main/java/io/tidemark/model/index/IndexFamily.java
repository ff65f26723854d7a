/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.index;

import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The families of Elasticsearch indices. A family has one index per UTC day of the hour or event
 * its documents hold: {@code tidemark-<family>-yyyy.MM.dd}. The day stands in the name because
 * lifecycle management takes the age of an index from there.
 */
public enum IndexFamily {
  MODEL_CALLS_HOURLY("model-calls-hourly"),
  MODEL_CALLS_RECORDS("model-calls-records"),
  COMFYUI_HOURLY("comfyui-hourly"),
  COMFYUI_CONCURRENCY("comfyui-concurrency"),
  COMFYUI_RECORDS("comfyui-records"),
  TRAINING_HOURLY("training-hourly"),
  CODING_AGENTS_HOURLY("coding-agents-hourly"),
  IMAGE_JOBS_HOURLY("image-jobs-hourly"),
  /** Events that the job counted and rejected: one document per pipeline, tenant and hour. */
  PIPELINE_HOURLY("pipeline-hourly"),
  /** Which hours are final: one document per pipeline and hour, of no tenant. */
  PIPELINE_PROGRESS("pipeline-progress"),
  DEAD_LETTERS("dead-letters");

  /** The prefix of every index and template of Tidemark. */
  public static final String PREFIX = "tidemark-";

  private static final String HOURLY = "-hourly";
  private static final String RECORDS = "-records";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);

  private final String id;

  IndexFamily(String id) {
    this.id = id;
  }

  /** The family with the documents of the workload's windows. */
  public static IndexFamily hourlyOf(WorkloadSchema schema) {
    return find(schema.id() + HOURLY)
        .orElseThrow(() -> new IllegalArgumentException(schema + " has no hourly index family"));
  }

  /** Whether a document is about one event, run or job. */
  public boolean holdsRecords() {
    return id.endsWith(RECORDS);
  }

  /** The family with this name. */
  public static Optional<IndexFamily> find(String id) {
    return Arrays.stream(values()).filter(family -> family.id.equals(id)).findFirst();
  }

  /** The schema that declares the fields of the family; empty for what the job keeps itself. */
  public Optional<WorkloadSchema> schema() {
    return WorkloadSchemas.listAll().stream()
        .filter(schema -> id.equals(schema.id() + HOURLY) || id.equals(schema.id() + RECORDS))
        .findFirst();
  }

  /** The family's name as it stands in index names, for example {@code model-calls-hourly}. */
  public String id() {
    return id;
  }

  /** The index for a document whose hour or event time is {@code epochMillis}. */
  public String indexAt(long epochMillis) {
    return indexOn(LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC));
  }

  /** The index that holds the UTC day {@code day}. */
  public String indexOn(LocalDate day) {
    return PREFIX + id + "-" + DAY.format(day);
  }

  /** A pattern that matches the family's indices and no other family's. */
  public String pattern() {
    return PREFIX + id + "-*";
  }
}
