/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.util.List;

/** The schemas of all workloads. */
public final class WorkloadSchemas {

  public static final WorkloadSchema MODEL_CALLS = ModelCallSchema.create();
  public static final WorkloadSchema COMFYUI = ComfyuiSchema.create();
  public static final WorkloadSchema TRAINING = TrainingSchema.create();
  public static final WorkloadSchema CODING_AGENTS = CodingAgentSchema.create();
  public static final WorkloadSchema IMAGE_JOBS = ImageJobSchema.create();

  /** The job's own statistics; not a workload. */
  public static final WorkloadSchema PIPELINE = PipelineSchema.create();

  private static final List<WorkloadSchema> ALL =
      List.of(MODEL_CALLS, COMFYUI, TRAINING, CODING_AGENTS, IMAGE_JOBS);

  private WorkloadSchemas() {}

  /** All workloads, in the order of the page's tabs. */
  public static List<WorkloadSchema> listAll() {
    return ALL;
  }
}
