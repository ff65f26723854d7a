/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static io.tidemark.model.schema.Option.COMPUTED;
import static io.tidemark.model.schema.Option.HIDDEN;
import static io.tidemark.model.schema.Option.MAY_BE_UNKNOWN;
import static io.tidemark.model.schema.Option.REQUIRED;
import static io.tidemark.model.schema.Option.RETRACTABLE;
import static io.tidemark.model.schema.Option.alias;
import static io.tidemark.model.schema.Option.example;
import static io.tidemark.model.schema.Option.limit;
import static io.tidemark.model.schema.Option.oneOf;
import static io.tidemark.model.schema.Option.since;
import static io.tidemark.model.schema.Option.unit;
import static io.tidemark.model.schema.Unit.MS;
import static io.tidemark.model.schema.Unit.TOKENS;

/** Training jobs; an event is a step of a job or a report of its progress. */
final class TrainingSchema {

  private TrainingSchema() {}

  static WorkloadSchema create() {
    return WorkloadSchema.named("training")
        .topic("usage.training-jobs")
        .identity("tenant_id", "job_id")
        .input("job_id", InputType.IDENTIFIER, REQUIRED, example("job-5"))
        .input(
            "event",
            InputType.IDENTIFIER,
            REQUIRED,
            oneOf("started", "progress", "succeeded", "failed", "cancelled"))
        .eventTime("event_time", alias("timestamp"))
        .dimension("tenant_id", REQUIRED, HIDDEN, example("acme"))
        .dimension("user_id", alias("user"), example("alice"))
        .dimension("base_model", example("qwen2.5-7b"))
        .dimension("method", example("lora"))
        .dimension("project_id", alias("project"), since(2), example("search"))
        .input("attempt", InputType.COUNT)
        .input("started_at", InputType.TIME)
        .input("finished_at", InputType.TIME)
        .count("jobs")
        .count("succeeded")
        .count("failed")
        .count("cancelled")
        .sum("trained_tokens", unit(TOKENS), limit(Limits.MAX_TOTAL), MAY_BE_UNKNOWN, RETRACTABLE)
        .sum("run_time_ms", unit(MS), COMPUTED, MAY_BE_UNKNOWN)
        .distinct("base_models", "base_model")
        .distinct("users", "user_id")
        .groupedBy("base_model")
        .build();
  }
}
