/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static io.tidemark.model.schema.Field.detail;
import static io.tidemark.model.schema.FieldType.DATE;
import static io.tidemark.model.schema.FieldType.FLATTENED;
import static io.tidemark.model.schema.FieldType.KEYWORD;
import static io.tidemark.model.schema.FieldType.TEXT;
import static io.tidemark.model.schema.Option.COMPUTED;
import static io.tidemark.model.schema.Option.HIDDEN;
import static io.tidemark.model.schema.Option.MAY_BE_UNKNOWN;
import static io.tidemark.model.schema.Option.NO_FILTER;
import static io.tidemark.model.schema.Option.REQUIRED;
import static io.tidemark.model.schema.Option.RETRACTABLE;
import static io.tidemark.model.schema.Option.alias;
import static io.tidemark.model.schema.Option.example;
import static io.tidemark.model.schema.Option.labelledBy;
import static io.tidemark.model.schema.Option.limit;
import static io.tidemark.model.schema.Option.oneOf;
import static io.tidemark.model.schema.Option.since;
import static io.tidemark.model.schema.Option.unit;
import static io.tidemark.model.schema.Unit.MS;

/** Runs of ComfyUI workflows; an event is a step of a run. */
final class ComfyuiSchema {

  private ComfyuiSchema() {}

  static WorkloadSchema create() {
    WorkloadSchemaBuilder schema =
        WorkloadSchema.named("comfyui")
            .topic("usage.comfyui-tasks")
            .identity("tenant_id", "task_id")
            .input("task_id", InputType.IDENTIFIER, REQUIRED, alias("prompt_id"), example("t-31"))
            .input(
                "event",
                InputType.IDENTIFIER,
                REQUIRED,
                oneOf("submitted", "started", "succeeded", "failed", "cancelled"))
            .eventTime("event_time", alias("timestamp"))
            .groupedBy("workflow_id");
    declareDimensions(schema);
    declareMeasures(schema);
    declareRecord(schema);
    return schema.build();
  }

  private static void declareDimensions(WorkloadSchemaBuilder schema) {
    schema
        .dimension("tenant_id", REQUIRED, HIDDEN, example("acme"))
        .dimension("user_id", alias("user"), example("alice"))
        .dimension("api_key_id", example("key-7"))
        .dimension("workflow_id", labelledBy("workflow_name"), example("wf-12"))
        .dimension("workflow_name", NO_FILTER, example("portrait"))
        .dimension("source", oneOf("web", "api"))
        .dimension("project_id", alias("project"), since(2), example("search"));
  }

  private static void declareMeasures(WorkloadSchemaBuilder schema) {
    schema
        .count("executions")
        .count("succeeded")
        .count("failed")
        .count("cancelled")
        .count("abandoned")
        .count("runs_without_duration")
        .histogram("run_time_ms", unit(MS), COMPUTED, MAY_BE_UNKNOWN, RETRACTABLE)
        .histogram("queue_time_ms", unit(MS), COMPUTED, MAY_BE_UNKNOWN, RETRACTABLE)
        .total("run_time_total_ms", "run_time_ms")
        .distinct("workflows", "workflow_id")
        .distinct("users", "user_id")
        .ratio("success_rate", "succeeded", "executions");
  }

  private static void declareRecord(WorkloadSchemaBuilder schema) {
    schema
        .input("submitted_at", InputType.TIME)
        .input("started_at", InputType.TIME)
        .input("finished_at", InputType.TIME)
        .input("error_type", InputType.TEXT)
        .input("error_message", InputType.TEXT, limit(Limits.MAX_MESSAGE_CHARACTERS))
        .input("node_id", InputType.TEXT)
        .input("context", InputType.OBJECT)
        .outcomes("succeeded", "failed", "cancelled", "abandoned")
        .record(
            detail("task_id", KEYWORD),
            detail("outcome", KEYWORD),
            detail("submitted_at", DATE),
            detail("started_at", DATE),
            detail("finished_at", DATE))
        .recordMeasures()
        .record(
            detail("error_type", KEYWORD),
            detail("error_message", TEXT),
            detail("node_id", KEYWORD),
            detail("context", FLATTENED));
  }
}
