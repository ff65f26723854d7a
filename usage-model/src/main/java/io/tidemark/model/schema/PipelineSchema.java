/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static io.tidemark.model.schema.Option.COMPUTED;
import static io.tidemark.model.schema.Option.HIDDEN;

/** The schema of the job's own statistics about the events of each workload. */
final class PipelineSchema {

  private PipelineSchema() {}

  static WorkloadSchema create() {
    return WorkloadSchema.named("pipeline")
        .dimension("tenant_id", COMPUTED, HIDDEN)
        .dimension("pipeline", COMPUTED)
        .count("counted")
        .count("duplicates")
        .count("conflicting_duplicates")
        .groupedBy("pipeline")
        .build();
  }
}
