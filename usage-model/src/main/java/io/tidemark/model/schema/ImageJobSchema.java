/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static io.tidemark.model.schema.Option.DEFAULTS_TO_FIRST;
import static io.tidemark.model.schema.Option.HIDDEN;
import static io.tidemark.model.schema.Option.MAY_BE_UNKNOWN;
import static io.tidemark.model.schema.Option.REQUIRED;
import static io.tidemark.model.schema.Option.alias;
import static io.tidemark.model.schema.Option.example;
import static io.tidemark.model.schema.Option.oneOf;
import static io.tidemark.model.schema.Option.unit;
import static io.tidemark.model.schema.Unit.MS;

/** Jobs of image generation services, one event each when the job has ended. */
final class ImageJobSchema {

  private ImageJobSchema() {}

  static WorkloadSchema create() {
    return WorkloadSchema.named("image-jobs")
        .identity("tenant_id", "job_id")
        .input("job_id", InputType.IDENTIFIER, REQUIRED, example("image-9"))
        .eventTime("event_time", alias("timestamp"))
        .dimension("tenant_id", REQUIRED, HIDDEN, example("acme"))
        .dimension("project_id", alias("project"), example("web-shop"))
        .dimension("user_id", alias("user"), example("alice"))
        .dimension("api_key_id", example("key-7"))
        .dimension("model", example("sdxl"))
        .input(
            "status",
            InputType.IDENTIFIER,
            oneOf("succeeded", "failed", "cancelled"),
            DEFAULTS_TO_FIRST)
        .input("width", InputType.COUNT)
        .input("height", InputType.COUNT)
        .count("jobs")
        .count("succeeded")
        .count("failed")
        .count("cancelled")
        .sum("images", MAY_BE_UNKNOWN)
        .sum("steps", MAY_BE_UNKNOWN)
        .histogram("run_time_ms", unit(MS), MAY_BE_UNKNOWN)
        .distinct("models", "model")
        .distinct("users", "user_id")
        .ratio("error_rate", "failed", "jobs")
        .groupedBy("model")
        .build();
  }
}
