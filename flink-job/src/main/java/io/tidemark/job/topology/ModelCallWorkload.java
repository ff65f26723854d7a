/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.admission.EventAccess;
import io.tidemark.job.modelcalls.CallAdmission;
import io.tidemark.job.modelcalls.CallBatch;
import io.tidemark.job.modelcalls.CallBatchCodec;
import io.tidemark.job.modelcalls.CountCallsOnce;
import io.tidemark.job.modelcalls.ModelCallParts;
import io.tidemark.model.formats.SourceFormats;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;

/** Model calls: many events, so they cross the network as rows in batches. */
final class ModelCallWorkload {

  private ModelCallWorkload() {}

  static Workload<ModelCall, CallBatch, Integer> create() {
    return new Workload<>(
        WorkloadSchemas.MODEL_CALLS,
        "model calls",
        new EventSource<>(
            "model calls",
            SourceFormats.MODEL_CALLS,
            EventAccess.countingAtTime(ModelCall::eventTime, call -> call.text(CallText.TENANT_ID)),
            false),
        new Admission<>(CallBatchCodec.TYPE, CallAdmission::new, true),
        new Counting<>(
            "count-once",
            "count model calls once",
            CallBatch::key,
            Types.INT,
            CountCallsOnce::new,
            Set.of()),
        ModelCallParts.TYPES);
  }
}
