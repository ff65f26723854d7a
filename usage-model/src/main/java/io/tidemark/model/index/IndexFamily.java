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
import java.util.Set;

/**
 * The families of Elasticsearch indices. A family has one index per UTC day of the hour or event
 * its documents hold: {@code tidemark-<family>-yyyy.MM.dd}. The day is in the name because
 * lifecycle management takes the age of an index from there. Documents of local days are few: a
 * family of them has one index per month, {@code tidemark-<family>-yyyy.MM}.
 */
public enum IndexFamily {
  MODEL_CALLS_HOURLY("model-calls-hourly"),
  MODEL_CALLS_DAILY("model-calls-daily"),
  MODEL_CALLS_RECORDS("model-calls-records"),
  COMFYUI_HOURLY("comfyui-hourly"),
  COMFYUI_DAILY("comfyui-daily"),
  COMFYUI_CONCURRENCY("comfyui-concurrency"),
  COMFYUI_RECORDS("comfyui-records"),
  TRAINING_HOURLY("training-hourly"),
  TRAINING_DAILY("training-daily"),
  CODING_AGENTS_HOURLY("coding-agents-hourly"),
  CODING_AGENTS_DAILY("coding-agents-daily"),
  IMAGE_JOBS_HOURLY("image-jobs-hourly"),
  IMAGE_JOBS_DAILY("image-jobs-daily"),
  /** Events that the job counted and rejected: one document per pipeline, tenant and hour. */
  PIPELINE_HOURLY("pipeline-hourly"),
  /** Which hours are final: one document per pipeline and hour, of no tenant. */
  PIPELINE_PROGRESS("pipeline-progress"),
  DEAD_LETTERS("dead-letters"),
  /** The events that intake received: one document per source, minute and instance. */
  SOURCES("sources");

  /** The prefix of every index and template of Tidemark. */
  public static final String PREFIX = "tidemark-";

  private static final String HOURLY = "-hourly";
  private static final String DAILY = "-daily";
  private static final String RECORDS = "-records";
  private static final Set<String> KINDS = Set.of(HOURLY, DAILY, RECORDS);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT);

  private final String id;

  IndexFamily(String id) {
    this.id = id;
  }

  /** The family with the documents of the workload's windows. */
  public static IndexFamily hourlyOf(WorkloadSchema schema) {
    return find(schema.id() + HOURLY)
        .orElseThrow(() -> new IllegalArgumentException(schema + " has no hourly index family"));
  }

  /** The family with the documents of the workload's local days. */
  public static IndexFamily dailyOf(WorkloadSchema schema) {
    return find(schema.id() + DAILY)
        .orElseThrow(() -> new IllegalArgumentException(schema + " has no daily index family"));
  }

  /** Whether a document is about a local day, and an index holds a month. */
  public boolean isDaily() {
    return id.endsWith(DAILY);
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
        .filter(schema -> id.startsWith(schema.id()))
        .filter(schema -> KINDS.contains(id.substring(schema.id().length())))
        .findFirst();
  }

  /** The family's name as it appears in index names, for example {@code model-calls-hourly}. */
  public String id() {
    return id;
  }

  /** The index for a document whose hour or event time is {@code epochMillis}. */
  public String indexAt(long epochMillis) {
    return indexOn(LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC));
  }

  /** The index that holds the day {@code day}: a UTC day, or a local day of a daily family. */
  public String indexOn(LocalDate day) {
    return PREFIX + id + "-" + (isDaily() ? MONTH : DAY).format(day);
  }

  /** A pattern that matches the family's indices and no other family's. */
  public String pattern() {
    return PREFIX + id + "-*";
  }
}
