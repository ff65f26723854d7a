/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.comfyui.StepBatch;
import io.tidemark.job.modelcalls.CallBatch;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.rows.SchemaRow;
import io.tidemark.model.schema.WorkloadSchemas;
import io.tidemark.model.training.TrainingEvent;
import java.util.List;

/** The workloads of the job: its options, help and topology iterate over them. */
public final class Workloads {

  public static final Workload<ModelCall, CallBatch, Integer> MODEL_CALLS =
      ModelCallWorkload.create();

  public static final Workload<ComfyuiStep, StepBatch, String> COMFYUI = ComfyuiWorkload.create();

  public static final Workload<TrainingEvent, TrainingEvent, String> TRAINING =
      TrainingWorkload.create();

  public static final Workload<AgentMeasurement, AgentMeasurement, String> CODING_AGENTS =
      CodingAgentWorkload.create();

  public static final Workload<SchemaRow, SchemaRow, Integer> IMAGE_JOBS =
      SimpleWorkload.create(WorkloadSchemas.IMAGE_JOBS, "image jobs");

  /** In the order of options and documentation. */
  public static final List<Workload<?, ?, ?>> ALL =
      List.of(MODEL_CALLS, COMFYUI, TRAINING, CODING_AGENTS, IMAGE_JOBS);

  private Workloads() {}

  /** The names of all workloads. */
  public static List<String> ids() {
    return ALL.stream().<String>map(Workload::id).toList();
  }
}
