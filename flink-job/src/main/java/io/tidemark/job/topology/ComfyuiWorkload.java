/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.admission.EventAccess;
import io.tidemark.job.admission.IdentityKey;
import io.tidemark.job.comfyui.ComfyuiParts;
import io.tidemark.job.comfyui.ComfyuiStepCodec;
import io.tidemark.job.comfyui.RunLifecycle;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.formats.SourceFormats;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;

/** ComfyUI runs: steps of a run change what it adds to windows and to levels of concurrency. */
final class ComfyuiWorkload {

  private ComfyuiWorkload() {}

  static Workload<ComfyuiStep, ComfyuiStep, String> create() {
    return new Workload<>(
        WorkloadSchemas.COMFYUI,
        "ComfyUI runs",
        new EventSource<>(
            "ComfyUI steps",
            SourceFormats.COMFYUI,
            // An end counts where the run was over.
            new EventAccess<>(step -> step.eventTime, ComfyuiStep::time, step -> step.tenantId),
            true),
        Admission.passThrough(ComfyuiStepCodec.TYPE),
        new Counting<>(
            "runs",
            "follow ComfyUI runs",
            new IdentityKey<>(step -> new String[] {step.tenantId, step.taskId}),
            Types.STRING,
            RunLifecycle::new,
            Set.of(Counting.Output.RECORDS, Counting.Output.LEVELS)),
        ComfyuiParts.TYPES);
  }
}
