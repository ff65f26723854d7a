/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.admission.EventAccess;
import io.tidemark.job.comfyui.ComfyuiParts;
import io.tidemark.job.comfyui.RunLifecycle;
import io.tidemark.job.comfyui.StepAdmission;
import io.tidemark.job.comfyui.StepBatch;
import io.tidemark.job.comfyui.StepBatchCodec;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.StepText;
import io.tidemark.model.formats.SourceFormats;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;

/** ComfyUI runs: steps of a run change what it adds to windows and to levels of concurrency. */
final class ComfyuiWorkload {

  private ComfyuiWorkload() {}

  static Workload<ComfyuiStep, StepBatch, String> create() {
    return new Workload<>(
        WorkloadSchemas.COMFYUI,
        "ComfyUI runs",
        new EventSource<>(
            "ComfyUI steps",
            SourceFormats.COMFYUI,
            // An end counts where the run was over.
            new EventAccess<>(
                step -> step.eventTime, ComfyuiStep::time, step -> step.text(StepText.TENANT_ID)),
            true),
        new Admission<>(StepBatchCodec.TYPE, StepAdmission::new, false),
        new Counting<>(
            "runs",
            "follow ComfyUI runs",
            StepBatch::key,
            Types.STRING,
            RunLifecycle::new,
            Set.of(Counting.Output.RECORDS, Counting.Output.LEVELS)),
        ComfyuiParts.TYPES);
  }
}
