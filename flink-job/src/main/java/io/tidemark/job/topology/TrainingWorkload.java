/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.admission.EventAccess;
import io.tidemark.job.admission.IdentityKey;
import io.tidemark.job.training.JobLifecycle;
import io.tidemark.job.training.TrainingEventCodec;
import io.tidemark.job.training.TrainingParts;
import io.tidemark.model.formats.SourceFormats;
import io.tidemark.model.schema.WorkloadSchemas;
import io.tidemark.model.training.TrainingEvent;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;

/** Training jobs: events of a job change what it adds to its windows. */
final class TrainingWorkload {

  private TrainingWorkload() {}

  static Workload<TrainingEvent, TrainingEvent, String> create() {
    return new Workload<>(
        WorkloadSchemas.TRAINING,
        "training jobs",
        new EventSource<>(
            "training events",
            SourceFormats.TRAINING,
            // An end counts where the job was over.
            new EventAccess<>(
                event -> event.eventTime, TrainingEvent::countedAt, event -> event.tenantId),
            true),
        Admission.passThrough(TrainingEventCodec.TYPE),
        new Counting<>(
            "jobs",
            "follow training jobs",
            new IdentityKey<>(event -> new String[] {event.tenantId, event.jobId}),
            Types.STRING,
            JobLifecycle::new,
            Set.of()),
        TrainingParts.TYPES);
  }
}
